"""The words of captions: several for everything that can be drawn. Lists may hold a word twice to make it likelier."""

from __future__ import annotations

Words = dict[str, tuple[str, ...]]

COLOURS: Words = {
    "red": ("crimson", "scarlet", "bright red", "dark red"), "blue": ("navy", "navy blue", "light blue", "dark blue", "royal blue"),
    "green": ("dark green", "emerald", "light green"), "yellow": ("golden", "bright yellow"), "orange": ("bright orange",),
    "purple": ("violet", "lilac", "dark purple"), "pink": ("rose", "magenta", "light pink", "hot pink"), "white": ("pure white", "snow white"),
    "black": ("jet black",), "brown": ("dark brown", "chocolate brown"), "gray": ("grey", "silver", "grey", "grey"),
    "teal": ("turquoise", "cyan", "aqua"), "beige": ("cream", "tan", "khaki", "sand-coloured"),
}
STYLES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    # before "a girl ...", after it, and as a tag
    "cartoon": (("a cartoon of ", "cartoon style drawing of ", "a comic drawing of "), (", cartoon style", " in cartoon style"), ("cartoon", "cartoon style", "comic")),
    "anime": (
        ("anime style illustration of ", "an anime picture of ", "an anime drawing of ", "anime art of ", "manga style illustration of ", "anime style illustration of "),
        (", anime style", " in anime style", ", in the style of anime"), ("anime", "anime style", "manga", "anime illustration"),
    ),
    "flat": (
        ("a flat illustration of ", "flat design illustration of ", "a flat vector drawing of ", "vector art of "),
        (", flat style", " in flat design", ", flat colours", ", vector art"), ("flat", "flat design", "flat illustration", "vector art", "flat vector"),
    ),
    "ink": (
        ("an ink sketch of ", "an ink drawing of ", "a pen and ink sketch of ", "a sketch of ", "a pencil sketch of "),
        (", ink sketch", " as an ink drawing", ", pen sketch", ", hand-drawn sketch"), ("ink sketch", "sketch", "ink", "pen drawing", "ink drawing"),
    ),
    "pixel": (
        ("pixel art of ", "a pixel art picture of ", "8-bit pixel art of ", "a retro game sprite of "),
        (", pixel art", " in pixel art style", ", 8-bit style"), ("pixel art", "pixel", "8-bit", "retro game"),
    ),
    "watercolour": (
        ("a watercolour of ", "a watercolor painting of ", "a watercolour painting of ", "a watercolor wash of ", "a painting of "),
        (", watercolour", ", watercolor", " in watercolour", " painted in watercolor"), ("watercolour", "watercolor", "watercolor painting", "watercolour wash"),
    ),
    "clay": (
        ("a clay model of ", "a claymation picture of ", "a 3d clay render of ", "a plasticine figure of ", "a 3d render of "),
        (", clay style", ", 3d clay", " made of clay", ", claymation", ", 3d render"), ("clay", "claymation", "3d clay", "plasticine", "3d render"),
    ),
    "neon": (
        ("a neon drawing of ", "a neon light picture of ", "neon art of ", "a glowing neon illustration of "),
        (", neon", " in neon colours", ", glowing neon lines", ", neon at night", ", cyberpunk neon"), ("neon", "neon lights", "glowing neon", "cyberpunk"),
    ),
}
OPENINGS = (
    "a picture of ", "an illustration of ", "a drawing of ", "a photo of ", "an image of ", "a photo of ", "illustration of ", "picture of ", "photo of ", "artwork of ",
)
SUBJECTS: Words = {
    "woman": ("woman", "woman", "woman", "woman", "lady", "young woman", "female"), "girl": ("girl", "girl", "girl", "young girl", "teenage girl"),
    "man": ("man", "man", "man", "guy", "young man", "gentleman", "male"), "boy": ("boy", "boy", "boy", "young boy", "teenage boy"),
    "person": ("person", "person", "person", "character", "figure", "human", "someone"), "old woman": ("old woman", "elderly woman", "grandmother"),
    "old man": ("old man", "elderly man", "grandfather"), "superhero": ("superhero", "superhero", "hero"), "king": ("king",),
    "scientist": ("scientist", "scientist", "professor"), "astronaut": ("astronaut", "astronaut", "spaceman"), "chef": ("chef", "cook"),
    "ballerina": ("ballerina", "ballerina", "ballet dancer", "dancer"), "robot": ("robot", "robot", "android"), "knight": ("knight", "knight in armor", "knight"),
    "wizard": ("wizard", "wizard", "sorcerer", "mage"), "princess": ("princess", "princess", "queen"),
}
UPPERS: Words = {
    "t-shirt": ("t-shirt", "t-shirt", "tee", "tshirt", "shirt"), "shirt": ("shirt", "shirt", "button-up shirt", "long-sleeved shirt", "dress shirt"),
    "polo shirt": ("polo shirt", "polo"), "tank top": ("tank top", "sleeveless top", "singlet"), "crop top": ("crop top", "cropped top"),
    "hoodie": ("hoodie", "hoodie", "hooded sweatshirt"), "sweater": ("sweater", "sweater", "jumper", "pullover"),
    "turtleneck": ("turtleneck", "turtleneck sweater", "roll-neck"), "jacket": ("jacket", "jacket", "zip-up jacket", "windbreaker"),
    "puffer jacket": ("puffer jacket", "down jacket", "winter jacket"), "vest": ("vest", "waistcoat"), "blazer": ("blazer", "suit jacket"),
    "coat": ("coat", "long coat", "trench coat", "overcoat"), "jersey": ("jersey", "sports jersey", "football shirt"), "blouse": ("blouse", "blouse with a bow"),
    "suit": ("suit", "suit", "suit", "suit and tie", "business suit"), "tuxedo": ("tuxedo", "dinner jacket"), "robe": ("robe", "long robe", "cloak"),
    "dress": ("dress", "dress", "dress", "short dress"), "sundress": ("sundress", "summer dress", "polka dot dress"),
    "gown": ("gown", "ball gown", "evening gown", "long dress", "wedding dress"), "kimono": ("kimono", "kimono", "yukata"),
    "school uniform": ("school uniform", "sailor uniform", "sailor suit"), "armor": ("armor", "suit of armor", "armour", "plate armor"),
    "overalls": ("overalls", "dungarees"), "jumpsuit": ("jumpsuit", "boiler suit"), "swimsuit": ("swimsuit", "bathing suit"),
    "lab coat": ("lab coat", "white coat"), "gi": ("karate gi", "martial arts uniform", "judo suit"), "tutu": ("tutu", "ballet dress"),
    "superhero costume": ("superhero costume", "superhero suit", "costume with a cape"), "space suit": ("space suit", "spacesuit"), "tracksuit": ("tracksuit", "track suit", "sports suit"),
    "denim jacket": ("denim jacket", "jeans jacket"),
}
LOWERS: Words = {
    "trousers": ("trousers", "trousers", "pants", "pants", "slacks"), "jeans": ("jeans", "jeans", "denim trousers", "pants"), "leggings": ("leggings", "tights"),
    "sweatpants": ("sweatpants", "joggers", "jogging pants"), "cargo pants": ("cargo pants", "cargo trousers", "pants"), "shorts": ("shorts",),
    "flared trousers": ("flared trousers", "bell-bottoms", "wide pants"), "capri pants": ("capri pants", "three-quarter pants"),
    "mini skirt": ("mini skirt", "short skirt", "miniskirt", "skirt"), "long skirt": ("long skirt", "maxi skirt"), "pleated skirt": ("pleated skirt", "skirt"),
    "pencil skirt": ("pencil skirt", "tight skirt", "skirt"), "kilt": ("kilt", "tartan kilt", "plaid skirt"),
}
PLURAL_LOWERS = frozenset({"trousers", "jeans", "shorts", "leggings", "sweatpants", "cargo pants", "flared trousers", "capri pants"})
SHOES: Words = {"sneakers": ("sneakers", "trainers", "sports shoes", "shoes"), "dress shoes": ("dress shoes", "leather shoes", "shoes"), "boots": ("boots", "boots", "high boots"), "rain boots": ("rain boots", "rubber boots", "wellies"), "flats": ("flats", "ballet flats", "ballerinas"), "high heels": ("high heels", "heels")}
HAIRS: Words = {
    "long": ("long {} hair", "{} hair", "long straight {} hair"), "wavy": ("wavy {} hair", "long wavy {} hair", "{} hair"),
    "bob": ("a {} bob", "chin-length {} hair", "{} bob cut"), "ponytail": ("a {} ponytail", "{} hair in a ponytail"),
    "pigtails": ("{} pigtails", "{} twin tails", "{} twintails"), "bun": ("a {} bun", "{} hair in a bun"), "braid": ("a {} braid", "braided {} hair"),
    "curly": ("curly {} hair", "{} curls"), "short": ("short {} hair", "{} hair"), "afro": ("a {} afro", "{} afro hair"),
    "space buns": ("{} space buns", "two {} buns"), "dreadlocks": ("{} dreadlocks", "{} dreads"), "side part": ("neat {} hair", "short {} hair", "{} hair parted at the side"),
    "spiky": ("spiky {} hair", "{} spikes"), "buzz cut": ("a {} buzz cut", "very short {} hair"), "bald": ("a bald head", "no hair"), "mohawk": ("a {} mohawk",),
}
PLACES: Words = {
    "beach": ("on a beach", "at the beach", "by the sea", "on the sand by the ocean"), "forest": ("in a forest", "in the woods", "among trees"),
    "mountains": ("in the mountains", "in front of mountains", "with snowy mountains behind"), "desert": ("in a desert", "in the desert", "among sand dunes"),
    "meadow": ("in a meadow", "in a flower field", "in a field of flowers", "on a hill"), "park": ("in a park", "in the park"), "garden": ("in a garden", "in a garden with flowers"),
    "farm": ("on a farm", "in front of a barn", "in a field"), "lake": ("by a lake", "at a lake", "at the lakeside"),
    "snow field": ("in the snow", "in a snowy landscape", "in a winter landscape"), "jungle": ("in a jungle", "in the rainforest"),
    "moon surface": ("on the moon", "in space", "on an alien planet", "in outer space"), "underwater": ("underwater", "under the sea", "in the ocean among fish"),
    "city": ("in a city", "in front of skyscrapers", "in the city", "downtown"), "street": ("on a street", "on a city street", "in front of shops", "in a town"),
    "rooftop": ("on a rooftop", "on the roof of a building"), "castle": ("in front of a castle", "at a castle", "near a castle"),
    "village": ("in a village", "in front of cottages"), "harbour": ("at a harbour", "at the harbor", "on a pier", "by a lighthouse"),
    "bridge": ("on a bridge", "on a bridge over a river"), "temple": ("at a temple", "in front of a japanese shrine", "among cherry blossoms"),
    "playground": ("at a playground", "on a playground"), "market": ("at a market", "in a street market"), "train station": ("at a train station", "on a platform by a train"),
    "cave": ("in a cave", "in a crystal cave"), "theatre": ("on a stage", "on stage", "in a theatre"), "living room": ("in a living room", "at home", "in a room", "indoors"),
    "bedroom": ("in a bedroom", "in a room with a bed"), "kitchen": ("in a kitchen",), "classroom": ("in a classroom", "at school", "in front of a blackboard"),
    "library": ("in a library", "in front of bookshelves"), "gym": ("in a gym", "in a sports hall"), "office": ("in an office", "at work in an office"),
    "cafe": ("in a cafe", "in a coffee shop", "in a café"), "laboratory": ("in a laboratory", "in a lab"),
}
TIMES: Words = {"day": ("in the daytime", "on a sunny day", "during the day", "in daylight"), "morning": ("in the morning", "at sunrise", "at dawn"), "sunset": ("at sunset", "at dusk", "in the evening", "in the evening light"), "night": ("at night", "by night", "at night", "under the stars")}
WEATHERS: Words = {
    "cloudy": ("under a cloudy sky", "on a cloudy day", "overcast"), "rain": ("in the rain", "on a rainy day", "rainy", "while it rains"),
    "snow": ("while it snows", "snowing", "in falling snow", "snowy"), "fog": ("in the fog", "in mist", "foggy", "misty"),
    "storm": ("in a thunderstorm", "in a storm with lightning", "stormy"), "rain approaching": ("with rain approaching", "with dark rain clouds coming", "with a storm approaching in the distance", "rain approaching"),
    "rainbow": ("under a rainbow", "with a rainbow", "with a rainbow in the sky"),
}
SENTENCES: Words = {
    "rain approaching": ("in the background we see a big rain approaching", "rain is approaching in the background", "a big rain is coming", "dark rain clouds approach behind"),
    "rain": ("it is raining", "rain is falling", "it rains heavily"), "snow": ("snow is falling", "it is snowing"), "fog": ("there is fog everywhere",),
    "storm": ("lightning in the sky", "a storm rages", "a thunderstorm in the background"), "rainbow": ("a rainbow in the sky", "there is a rainbow"), "cloudy": ("the sky is cloudy", "grey clouds in the sky"),
}
MOONS = ("a moon in sky", "a moon in the sky", "the moon in the sky", "the moon is shining", "a full moon", "with the moon behind")
EXPRESSIONS: Words = {"smile": ("smiling", "with a smile", "happy"), "grin": ("laughing", "with a big smile", "grinning"), "neutral": ("with a calm face", "serious"), "sad": ("sad", "looking sad"), "angry": ("angry", "looking angry"), "surprised": ("surprised", "looking surprised"), "wink": ("winking",), "closed": ("with closed eyes", "with eyes closed")}
FRAMINGS: Words = {"whole": ("full body", "full-body view", "whole figure"), "knees": ("three-quarter shot",), "waist": ("upper body", "half body", "waist up"), "portrait": ("portrait", "bust", "upper body"), "close-up": ("close-up", "close up", "close-up portrait", "face close-up")}
VIEWS: Words = {"back": ("seen from behind", "from behind", "back view", "showing the back"), "side": ("seen from the side", "side view", "in profile"), "three-quarter": ("three-quarter view",), "front": ("front view", "facing the viewer")}
PROPS: Words = {"phone": ("a phone", "a smartphone"), "magic light": ("magic light", "glowing magic"), "ice cream": ("an ice cream", "an ice cream cone"), "umbrella": ("an umbrella", "an umbrella"), "bow and arrow": ("a bow and arrow", "a bow"), "cup": ("a cup", "a cup of coffee", "a mug"), "ball": ("a ball", "a basketball")}
ACTIONS: Words = {
    "walking": ("walking",), "strolling": ("walking", "strolling"), "walking-side": ("walking",), "walking-front": ("walking",), "running": ("running",), "sprinting": ("running fast", "sprinting"),
    "running-front": ("running",), "jumping": ("jumping",), "leaping": ("leaping", "jumping"), "waving": ("waving",), "pointing": ("pointing",), "sitting": ("sitting",), "sitting-side": ("sitting",),
    "cross-legged": ("sitting cross-legged",), "meditating": ("meditating",), "kneeling": ("kneeling",), "crouching": ("crouching",), "dancing": ("dancing",), "disco": ("dancing",), "hiphop": ("dancing hip hop",),
    "arabesque": ("dancing ballet",), "kicking": ("kicking",), "high-kick": ("kicking high",), "karate-stance": ("doing karate",), "kung-fu": ("doing kung fu",), "boxing-guard": ("boxing",), "punching": ("punching",),
    "yoga-tree": ("doing yoga",), "yoga-warrior": ("doing yoga",), "handstand": ("doing a handstand",), "cartwheel": ("doing a cartwheel",), "skateboarding": ("skateboarding",), "swimming": ("swimming",),
    "playing-guitar": ("playing guitar", "playing the guitar"), "playing-violin": ("playing violin", "playing the violin"), "singing": ("singing",), "reading-book": ("reading a book", "reading"), "thinking": ("thinking",),
    "saluting": ("saluting",), "praying": ("praying",), "flexing": ("flexing",), "cheering": ("cheering",), "clapping": ("clapping",), "arms-up": ("with arms up", "with raised arms"), "t-pose": ("in a t-pose", "with arms stretched out"),
    "hands-on-hips": ("with hands on hips",), "arms-crossed": ("with crossed arms", "with folded arms"), "lying-on-back": ("lying on the back", "lying down"), "sleeping": ("sleeping",), "sweeping": ("sweeping the floor",), "cooking": ("cooking",),
    "painting": ("painting",), "photographing": ("taking a photo",), "selfie": ("taking a selfie",), "phone-call": ("on the phone",), "drinking": ("drinking",), "carrying-box": ("carrying a box",), "archery": ("shooting an arrow",), "basketball-shot": ("playing basketball",),
    "tennis-serve": ("playing tennis",), "tennis-forehand": ("playing tennis",), "golfing": ("playing golf",), "baseball-bat": ("playing baseball",), "weightlifting": ("lifting weights",), "casting-magic": ("casting magic", "casting a spell"),
    "handshake": ("shaking hands",), "high-five": ("giving a high five",), "hugging": ("hugging", "embracing"), "holding-hands": ("holding hands",), "back-to-back": ("standing back to back",), "waltz": ("dancing together", "dancing a waltz"),
    "piggyback": ("giving a piggyback ride",), "bridal-carry": ("one carrying the other",), "sparring": ("fighting",), "talking": ("talking",), "proposal-two": ("one proposing to the other",), "sitting-together": ("sitting together",),
    "arm-around-shoulder": ("arm in arm",), "dance-dip": ("dancing together",), "standing": ("standing",), "contrapposto": ("standing",), "flying-kick": ("doing a flying kick",), "falling": ("falling",), "looking-at-phone": ("looking at a phone",),
}
SEATS: Words = {"stool": ("stool", "chair", "stool"), "box": ("box", "wooden box", "crate"), "cushion": ("cushion", "pouf", "beanbag")}
FILLERS = (
    "highly detailed", "masterpiece", "best quality", "4k", "beautiful", "high quality", "colorful", "detailed background", "sharp focus", "professional", "digital art",
    "cute", "trending on artstation", "8k", "vivid colors", "concept art", "award winning", "nice lighting", "cinematic", "dynamic pose", "human pose", "pose reference",
)
NAMES = ("controlnet 1.1", "openpose", "controlnet", "a model", "the pose", "stable diffusion", "test 2.0", "sample 1.0", "figure 3")
