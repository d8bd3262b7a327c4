import { chromium } from 'playwright';
import { createStaticHost } from '../server/static-host.ts';
import { readFileSync } from 'node:fs';
const host = createStaticHost(process.argv[2] ?? 'dist').listen(0,'127.0.0.1');
await new Promise(r=>setTimeout(r,300));
const url = `http://localhost:${(host.address() as any).port}/`;
const b = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--no-sandbox','--disable-gpu'] });
for (let round=0; round<3; round++) {
const c = await b.newContext({ viewport:{width:1350,height:940}, serviceWorkers:'block' }); const p = await c.newPage();
await b.startTracing(p,{ path:'/tmp/trace.json', categories:['devtools.timeline','disabled-by-default-devtools.timeline','v8','disabled-by-default-v8.compile','blink.user_timing','loading','toplevel'] });
await p.goto(url); await p.waitForTimeout(9000);
await b.stopTracing();
const { traceEvents:ev } = JSON.parse(readFileSync('/tmp/trace.json','utf8'));
const nav = ev.filter((e:any)=>e.name==='navigationStart' && e.args?.data?.documentLoaderURL?.startsWith(url)).at(-1);
const main = ev.find((e:any)=>e.name==='thread_name'&&e.args.name==='CrRendererMain'&&e.pid===nav.pid);
const own = ev.filter((e:any)=>e.pid===nav.pid&&e.tid===main.tid&&e.ph==='X'&&e.ts>=nav.ts).sort((a:any,b:any)=>a.ts-b.ts);
const tasks = own.filter((e:any)=>e.name==='RunTask'||e.name==='ThreadControllerImpl::RunTask');
const big = tasks.filter((t:any)=>(t.tdur??t.dur)>8000);
console.log('round',round,'total cpu ms',(tasks.reduce((s:number,t:any)=>s+(t.tdur??0),0)/1000).toFixed(0));
if (round<2) { await c.close(); continue; }
for (const t of big) {
 const inner = own.filter((e:any)=>e!==t&&e.ts>=t.ts&&e.ts+ (e.dur??0)<=t.ts+t.dur+1);
 const sums:Record<string,number>={};
 // self times
 const stack:any[]=[]; 
 for (const e of inner) { e.self=e.tdur??0; while(stack.length&&stack.at(-1).ts+stack.at(-1).dur<=e.ts) stack.pop(); if(stack.length) stack.at(-1).self-=e.tdur??0; stack.push(e);} 
 for (const e of inner) { const u=e.args?.data?.url??e.args?.fileName??''; const k=e.name+' '+(u.split('/').at(-1)||''); sums[k]=(sums[k]??0)+e.self; }
 console.log(((t.ts-nav.ts)/1000).toFixed(0).padStart(6),'ms cpu',((t.tdur)/1000).toFixed(0).padStart(4),'|',Object.entries(sums).filter(([,v])=>v>3000).sort((a,b)=>b[1]-a[1]).slice(0,7).map(([k,v])=>k.trim()+' '+(v/1000).toFixed(0)).join('; '));
}
await c.close();
}
await b.close(); host.close(); process.exit();
