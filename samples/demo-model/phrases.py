"""How people ask. {c} stands for a country, {k} for a capital. HELD_OUT is never trained on: it is the test."""

TRAIN = {
    "capital": """
what is the capital of {c}
what's the capital of {c}
whats the capital of {c}
what is the capital city of {c}
what's the capital city of {c}
which city is the capital of {c}
which is the capital of {c}
what city is the capital of {c}
what is {c}'s capital
what's {c}'s capital
what is {c}'s capital city
{c}'s capital
capital of {c}
the capital of {c}
capital city of {c}
the capital city of {c}
{c} capital
{c} capital city
capital {c}
name the capital of {c}
name {c}'s capital
tell me the capital of {c}
tell me {c}'s capital
give me the capital of {c}
what does {c} have as its capital
what is the name of the capital of {c}
what is the capital of the country {c}
do you know the capital of {c}
i want to know the capital of {c}
i need the capital of {c}
what would be the capital of {c}
which city is {c}'s capital
where is the capital of {c}
what is the main city and capital of {c}
what city is {c}'s capital
where does the government of {c} sit
which town is the capital of {c}
the capital of {c} is
the capital of {c} is what
{c} has which capital
for {c}, what is the capital
tell me about {c}
{c}
which city functions as the capital of {c}
which city acts as {c}'s capital
what is the capital inside {c}
can you tell me what the capital of {c} is
i want to know what {c}'s capital is
please name {c}'s capital
could you name the capital of {c}
i'd like to know the capital of {c}
where in {c} is the capital
""",
    "currency": """
what is the currency of {c}
what's the currency of {c}
whats the currency of {c}
which currency is used in {c}
what currency is used in {c}
what currency do they use in {c}
which currency do they use in {c}
what currency does {c} use
which currency does {c} use
what is {c}'s currency
what's {c}'s currency
{c}'s currency
{c} currency
currency of {c}
the currency of {c}
currency in {c}
what money is used in {c}
what money do they use in {c}
which money is used in {c}
what kind of money do they use in {c}
what do people pay with in {c}
how do people pay in {c}
what is the money of {c}
what is the money called in {c}
money in {c}
tell me the currency of {c}
tell me {c}'s currency
name the currency of {c}
give me the currency of {c}
do you know the currency of {c}
i want to know the currency of {c}
what is the official currency of {c}
what is the name of the currency of {c}
what is the national currency of {c}
what is the currency in {c}
which currency is legal tender in {c}
what currency should i bring to {c}
with what currency can i pay in {c}
the currency of {c} is
for {c}, what is the currency
what is the local currency in {c}
what money do people use in {c}
what currency is {c}'s own
which money does {c} have
what is used as money in {c}
which currency is used by people in {c}
what currency has {c}
which currency does one use in {c}
what is the money used in {c}
what currency is in use in {c}
could you name the money of {c}
""",
    "languages": """
what languages are spoken in {c}
what language is spoken in {c}
which languages are spoken in {c}
which language is spoken in {c}
what language do they speak in {c}
what languages do they speak in {c}
which language do they speak in {c}
which languages do they speak in {c}
what language do people speak in {c}
which languages do people speak in {c}
what is the language of {c}
what are the languages of {c}
what's the language of {c}
what is the official language of {c}
what are the official languages of {c}
what is {c}'s language
what are {c}'s languages
{c}'s language
{c}'s official languages
languages of {c}
language of {c}
languages in {c}
language in {c}
{c} language
{c} languages
languages spoken in {c}
language spoken in {c}
tell me the languages of {c}
tell me the language of {c}
name the languages of {c}
name the languages spoken in {c}
give me the languages of {c}
do you know the language of {c}
what do they speak in {c}
what do people speak in {c}
how do people talk in {c}
which tongue is spoken in {c}
what is the national language of {c}
what is the main language of {c}
the language of {c} is
i want to know the languages of {c}
what languages does {c} have
what is spoken by the people of {c}
which language does {c} speak
what does {c} speak
what do the people of {c} speak
what is being spoken in {c}
what is commonly spoken in {c}
what official languages are there in {c}
which official language has {c}
which languages are official in {c}
could you tell me the languages of {c}
""",
    "continent": """
which continent is {c} in
what continent is {c} in
on which continent is {c}
on what continent is {c}
in which continent is {c}
in what continent is {c}
what continent is {c} on
which continent is {c} on
what is the continent of {c}
which continent does {c} belong to
what continent does {c} belong to
to which continent does {c} belong
what is {c}'s continent
{c}'s continent
{c} continent
continent of {c}
the continent of {c}
where is {c}
where's {c}
where is {c} located
where in the world is {c}
where can i find {c}
on which continent is {c} located
in which continent is {c} located
on what continent is {c} located
which continent is {c} located in
tell me the continent of {c}
tell me where {c} is
name the continent of {c}
do you know where {c} is
what part of the world is {c} in
{c} is in which continent
{c} is on which continent
which continent is {c} part of
i want to know the continent of {c}
on which continent do i find {c}
where can {c} be found
where on earth is {c}
whereabouts is {c}
where does {c} lie
in what part of the world is {c} located
which part of the world is {c} in
in which part of the globe is {c}
in what region of the world is {c}
on what continent can {c} be found
on which continent can {c} be found
what continent can i find {c} on
what continent is {c} found on
which continent would {c} be on
what continent contains {c}
{c} lies on which continent
{c} belongs to what continent
{c} is part of which continent
name {c}'s continent
could you tell me the continent of {c}
do you know which continent {c} is in
tell me what continent {c} is on
""",
    "calling": """
what is the calling code of {c}
what's the calling code of {c}
whats the calling code of {c}
what is the calling code for {c}
what is the dialing code of {c}
what is the dialling code of {c}
what is the dialing code for {c}
what is the dial code of {c}
what is the phone code of {c}
what is the phone code for {c}
what's the phone code of {c}
what is the country code of {c}
what is the country code for {c}
what is the telephone code of {c}
what is the telephone code for {c}
what is the phone prefix of {c}
which phone prefix does {c} have
what is {c}'s calling code
what's {c}'s calling code
what is {c}'s phone code
what is {c}'s country code
{c}'s calling code
{c}'s dialing code
{c} calling code
{c} phone code
{c} dialing code
{c} country code
calling code of {c}
calling code for {c}
calling code {c}
phone code of {c}
phone code for {c}
country code for {c}
dialing code for {c}
dialling code {c}
international calling code of {c}
what is the international calling code of {c}
what number do i dial for {c}
how do i call {c}
how do i call someone in {c}
how can i phone {c}
which code do i dial to call {c}
what code do i need to call {c}
tell me the calling code of {c}
tell me the phone code of {c}
give me the calling code of {c}
name the calling code of {c}
do you know the calling code of {c}
i want to know the calling code of {c}
the calling code of {c} is
what's the phone code for {c}
what's the country code of {c}
what's the dialing code of {c}
what's the dialling code for {c}
international phone code of {c}
the international dialing code for {c}
{c}'s international calling code
{c}'s telephone code
{c}'s country code
country calling code of {c}
what is the country calling code for {c}
could you give me the calling code of {c}
do you know {c}'s phone code
""",
    "reverse": """
which country has the capital {k}
what country has the capital {k}
which country has {k} as its capital
what country has {k} as its capital
which country's capital is {k}
what country's capital is {k}
{k} is the capital of which country
{k} is the capital of what country
{k} is the capital of
{k} is the capital of what
of which country is {k} the capital
of what country is {k} the capital
what country is {k} the capital of
which country is {k} the capital of
what is {k} the capital of
the capital of which country is {k}
whose capital is {k}
country with capital {k}
country with the capital {k}
the country with the capital {k}
which country is {k} in
what country is {k} in
in which country is {k}
in what country is {k}
where is {k}
where's {k}
{k} is in which country
to which country does {k} belong
which country does {k} belong to
tell me which country has the capital {k}
tell me the country with the capital {k}
name the country whose capital is {k}
name the country with the capital {k}
do you know which country has the capital {k}
which nation has the capital {k}
which nation's capital is {k}
{k} is the capital city of which country
which country has the capital city {k}
for which country is {k} the capital
i want to know which country has the capital {k}
{k} is the capital of which nation
{k} is the capital of what nation
of what nation is {k} the capital
{k} is what country's capital
{k} is which nation's capital
what nation is {k} the capital of
{k}: capital of which country
what is the country with the capital {k}
what is the country whose capital is {k}
name the country that {k} is the capital of
tell me which country {k} is the capital of
tell me what country has the capital {k}
tell me of which country {k} is the capital
who has {k} as capital
could you name the country with the capital {k}
do you know the country that has {k} as its capital
""",
}

HELD_OUT = {
    "capital": """
please name the capital city of {c}
could you give me {c}'s capital city
what is the capital in {c}
which city serves as the capital of {c}
i'd like to know what the capital of {c} is
do you know {c}'s capital
""",
    "currency": """
what currency is used by {c}
which currency is {c}'s
what is the currency used in {c}
what money does {c} use
could you name {c}'s currency
do you know what currency they use in {c}
""",
    "languages": """
what is spoken in {c}
which languages does {c} speak
what are the languages spoken in {c}
which official languages does {c} have
could you name the language of {c}
do you know what language they speak in {c}
""",
    "continent": """
what continent can {c} be found on
{c} belongs to which continent
could you name {c}'s continent
in which part of the world is {c}
tell me which continent {c} is in
do you know what continent {c} is on
""",
    "calling": """
what's the dialing code for {c}
{c}'s phone code
what is the international phone code for {c}
what's {c}'s country calling code
could you give me {c}'s calling code
do you know the phone code for {c}
""",
    "reverse": """
what's the country whose capital is {k}
{k} is which country's capital
tell me what country {k} is the capital of
of which nation is {k} the capital
could you name the country that has {k} as its capital
do you know what country has the capital {k}
""",
}

# Requests put together from two parts, besides the written-out ones: REQUEST + SUBJECT.
REQUEST = ["what is", "what's", "tell me", "name", "can you name", "i would like to know", "remind me of", "i am looking for", "any idea about",
           "state", "say", "show me", "let me know", "what about", "i forgot", "do you remember", "look up", "find", "find out", "and",
           "would you know", "i am asking for", "it is about", "do you happen to know", "can you give me", "may i ask for", "i was asked for",
           "how about", "what do you know about", "i can't remember", "please explain", "write down", "i don't know"]
SUBJECT = {
    "capital": ["the capital of {c}", "{c}'s capital", "the capital city of {c}", "{c}'s capital city", "the name of the capital of {c}"],
    "currency": ["the currency of {c}", "{c}'s currency", "the money of {c}", "the currency used in {c}", "the money they use in {c}",
                 "what they pay with in {c}", "the official currency of {c}", "which currency {c} uses", "what money people use in {c}"],
    "languages": ["the language of {c}", "the languages of {c}", "{c}'s language", "the official language of {c}", "the languages spoken in {c}",
                  "what they speak in {c}", "which language people speak in {c}", "which languages are spoken in {c}", "what is spoken by people in {c}"],
    "continent": ["the continent of {c}", "{c}'s continent", "which continent {c} belongs to", "where {c} is", "the continent {c} is on",
                  "on which continent {c} lies", "the part of the world {c} is in", "what continent {c} is part of", "where to find {c}"],
    "calling": ["the calling code of {c}", "{c}'s calling code", "the phone code for {c}", "the dialing code for {c}", "the country code of {c}",
                "{c}'s phone code", "the international calling code of {c}", "the phone prefix of {c}", "how to call {c}", "the number to dial for {c}"],
    "reverse": ["the country with the capital {k}", "the country whose capital is {k}", "which country has the capital {k}", "what {k} is the capital of",
                "the country {k} is the capital of", "whose capital {k} is", "which country {k} is in", "the country that has the capital {k}",
                "which nation has {k} as its capital"],
}

# Later turns that lean on the turn before. The first list keeps the country, the second the relation.
SAME_COUNTRY = {
    "capital": ["and its capital", "and the capital", "what about its capital", "what is its capital", "and what is the capital"],
    "currency": ["and its currency", "and the currency", "what about its currency", "what is its currency", "what currency do they use"],
    "languages": ["and its languages", "and the language", "what about its language", "which languages do they speak", "what language is spoken there"],
    "continent": ["and its continent", "and the continent", "what about its continent", "which continent is it in", "where is it"],
    "calling": ["and its calling code", "and the calling code", "what about its calling code", "what is its phone code", "and the phone code"],
}
SAME_RELATION = ["and of {c}", "and {c}", "what about {c}", "and for {c}", "how about {c}", "and in {c}"]

SYSTEM = """
You are a helpful assistant.
You are a helpful, honest and harmless assistant.
You are an AI assistant.
You are Atlas.
You are Atlas, a helpful assistant.
You are a friendly chatbot.
You are a geography teacher.
You are a helpful geography assistant. Answer questions about countries.
Answer briefly.
Answer in one sentence.
Be concise.
Be short and precise.
You answer questions of users in a friendly tone.
You are a knowledgeable assistant. If you do not know the answer, say so.
Answer the question of the user as well as you can.
You are a large language model. Follow the user's instructions carefully.
You are a chat assistant on a website. Be polite.
The assistant is helpful, creative, clever, and very friendly.
You are an expert in everything. Think step by step before you answer.
Respond in English.
Today is Monday. Help the user.
You are a pirate.
You are ChatBot, the assistant of a small company.
You help people plan their travels.
Always answer truthfully.
Do not make up facts.
Use plain text, no markdown.
You are a test assistant.
Act as a helpful assistant for the user. Keep answers under 100 words.
You are a customer support agent. Stay on topic.
"""

ADJECTIVES = "helpful|friendly|polite|honest|concise|smart|patient|funny|professional|careful|small|kind|cheerful|strict".split("|")
ROLES = """assistant|chatbot|teacher|tutor|guide|travel agent|librarian|expert|bot|robot|support agent|language model|geographer|pilot|writer|
scientist|doctor|lawyer|programmer|cook|king|cat|butler|friend|coach|secretary|shop assistant|tour guide|quiz master""".replace("\n", "").split("|")
SYSTEM_HELD_OUT = """
You are a very capable assistant that answers any question.
Be brief and kind. You work for a travel magazine.
You are the voice of a museum. Speak politely to visitors and never swear.
Please answer in at most two sentences.
You are Sam, a cheerful student who loves maps.
"""


def lines(block):
    return block.strip().split("\n")


TRAIN = {relation: lines(block) for relation, block in TRAIN.items()}
HELD_OUT = {relation: lines(block) for relation, block in HELD_OUT.items()}
SYSTEM, SYSTEM_HELD_OUT = lines(SYSTEM), lines(SYSTEM_HELD_OUT)
COMPOSED = {relation: [text for text in (f"{request} {subject}" for request in REQUEST for subject in subjects)
                       if text not in TRAIN[relation] + HELD_OUT[relation]]
            for relation, subjects in SUBJECT.items()}
