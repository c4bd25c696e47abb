"""Draws conversations: lists of (role, content), every assistant turn being the one right answer."""
import random
import re
import string
import unicodedata

import facts
import other
import phrases

# How often each kind of turn is asked for. Harder memory work is asked more often.
KINDS = {"capital": 10, "currency": 9, "languages": 10, "continent": 9, "calling": 12, "reverse": 12, "talk": 9, "decline": 44}
RELATIONS = list(phrases.TRAIN)
BEFORE = ["please ", "hi, ", "hello, ", "hey, ", "hi! ", "hello! ", "can you tell me ", "could you tell me ", "please tell me ", "tell me, ",
          "tell me: ", "ok, ", "so, ", "quick question: ", "question: ", "hi atlas, ", "i wonder ", "do you know ", "and ", "now, ",
          "excuse me, ", "would you tell me ", "hey atlas, ", "well, ", "sorry, ", "i have a question: ", "just tell me ", "next question: "]
AFTER = [" please", ", please", ", thanks", " thanks", " thank you", ", atlas", " exactly", " today", ", do you know", " again", " by the way"]
CAPITAL_ALIASES = {"Washington, D.C.": ["Washington", "Washington DC", "Washington D.C."], "Kyiv": ["Kiev"], "Astana": ["Nur-Sultan"],
                   "Ulaanbaatar": ["Ulan Bator"], "Guatemala City": ["Ciudad de Guatemala"], "St. George's": ["Saint George's"],
                   "Saint John's": ["St. John's"], "City of San Marino": ["San Marino City"], "N'Djamena": ["Ndjamena"],
                   "Naypyidaw": ["Nay Pyi Taw"], "Yangon": ["Rangoon"], "Nuku'alofa": ["Nukualofa"], "Sana'a": ["Sanaa"]}

# What most people type for these.
COMMON = {"US": ["USA", "US", "America"], "GB": ["UK", "Britain"], "AE": ["UAE"], "TR": ["Turkey"], "CZ": ["Czech Republic"], "NL": ["Holland"],
          "KR": ["Korea"], "CD": ["DRC"], "CG": ["Congo"], "MM": ["Burma"], "VA": ["Vatican"], "CV": ["Cape Verde"], "BA": ["Bosnia"],
          "SZ": ["Swaziland"], "MK": ["Macedonia"], "NZ": ["NZ"]}


def without_accents(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


class Source:
    def __init__(self, seed, held_out=False):
        self.rng = random.Random(seed)
        self.held_out = held_out
        self.countries = facts.load()
        # Countries that go by several names are asked for more often, or each name would be rare.
        self.asked_for = self.countries + [c for c in self.countries if c.code in COMMON for _ in COMMON[c.code]]
        self.by_capital = list(facts.capital_owners(self.countries).items())
        # A capital that bears its country's name says nothing in the reverse question "where is Monaco".
        self.names = [c.plain for c in self.countries]
        self.by_capital = [(k, c) for k, c in self.by_capital if k not in self.names]
        self.talk = other.composed_talk()
        known = {name.lower() for c in self.countries for name in [c.plain, c.capital] + c.aliases}
        self.known = known | {without_accents(name) for name in known}

    # ---- single turns -------------------------------------------------------------------------------------------

    def turn(self, kind=None):
        """(kind, country or None, question, answer)"""
        rng = self.rng
        kind = kind or rng.choices(list(KINDS), KINDS.values())[0]
        if kind == "talk":
            answer = rng.choice(list(other.SMALL_TALK))
            questions = other.SMALL_TALK[answer][self.held_out].split("|")
            if not self.held_out and rng.random() < 0.5:
                answer, questions = rng.choice(self.talk)
            question = rng.choice(questions)
            return kind, None, self.style(question, wrap=False), answer
        if kind == "decline":
            question = rng.choice(other.DECLINE_HELD_OUT if self.held_out else other.DECLINE_TRAIN)
            if rng.random() < (0.4 if self.held_out else 0.55):  # any question about a place that is no country
                question = self.template(rng.choice(RELATIONS)).replace("{c}", "{place}").replace("{k}", "{place}")
            wrap = " " in question and "{gibberish}" not in question
            return kind, None, self.style(re.sub(r"\{(\w+)\}", self.fill, question), wrap), other.DECLINE
        return self.ask(kind, self.template(kind))

    def template(self, relation):
        if self.held_out:
            return self.rng.choice(phrases.HELD_OUT[relation])
        return self.rng.choice((phrases.COMPOSED if self.rng.random() < 0.3 else phrases.TRAIN)[relation])

    def ask(self, kind, template, country=None, wrap=True):
        if kind == "reverse":
            capital, country = self.rng.choice(self.by_capital)
            place = self.mention_capital(capital)
        else:
            country = country or self.rng.choice(self.asked_for)
            place = self.mention(country)
        question = template.replace("{c}", place).replace("{k}", place)
        if question.endswith(("U.S.", "U.S.A.", "U.K.", "U.A.E.", "D.C.")) and self.rng.random() < 0.5:
            question = question[:-1]
        return kind, country, self.style(question, wrap), country.answers()[kind]

    def mention(self, country):
        """The country as a user would name it: mostly plainly, sometimes by an alias or with a typo."""
        rng = self.rng
        if not self.held_out and country.code in COMMON and rng.random() < 0.5:
            name = rng.choice(COMMON[country.code])
            the = re.match(r"U|Czech R", name) and rng.random() < 0.5
        elif self.held_out or rng.random() > 0.22:
            the = country.article and rng.random() < 0.8
            name = country.plain
        else:
            name = rng.choice(country.aliases or [country.plain])
            the = rng.random() < 0.5 if re.match(r"U|Cz|Holy|Vatican$|Falk|Solo|Cay|Phil|Russian", name) else False
        if rng.random() < (0.5 if name != country.plain else 0.25):
            name = without_accents(name)
        if not self.held_out and rng.random() < 0.04:
            name = typo(rng, name)
        return ("the " if the else "") + name

    def mention_capital(self, capital):
        rng = self.rng
        if capital in CAPITAL_ALIASES and not self.held_out and rng.random() < 0.5:
            capital = rng.choice(CAPITAL_ALIASES[capital])
        if rng.random() < 0.4:
            capital = without_accents(capital)
        if not self.held_out and rng.random() < 0.02:
            capital = typo(rng, capital)
        return capital

    def fill(self, slot):
        rng, slot = self.rng, slot.group(1)
        if slot == "n":
            return str(rng.randint(0, 10 ** rng.randint(1, 4)))
        if slot == "c":
            return self.mention(rng.choice(self.countries))
        if slot == "gibberish":
            return other.gibberish(rng)
        if slot == "place":
            if rng.random() < 0.45:
                return rng.choice(other.PLACES_HELD_OUT if self.held_out else other.WORDS["place"])
            while True:  # chance must not invent a real country
                blend = rng.random() < 0.2
                name = other.blended_place(rng, self.names) if blend else other.invented_place(rng)
                if name.lower() not in self.known:
                    return name
        return rng.choice(other.WORDS[slot])

    def style(self, text, wrap):
        """Wrapper, case and punctuation as people type them."""
        rng = self.rng
        if wrap and rng.random() < 0.15:
            text = rng.choice(BEFORE) + text
        if wrap and rng.random() < 0.07:
            text = text + rng.choice(AFTER)
        if not self.held_out and rng.random() < 0.02:
            text = typo(rng, text)
        draw = rng.random()
        # Capitals have tokens of their own, so names in capitals are learned one by one: they come more often than people type them.
        if draw < (0.05 if self.held_out else 0.13):
            text = text.upper()
        elif draw < 0.17:
            text = string.capwords(text)
        elif draw < 0.65:
            text = text[:1].upper() + text[1:]
        elif draw < 0.95:
            text = text.lower()
        if text[-1:].isalnum() or text[-1:] in "').":
            text += rng.choices(["?", "", ".", "!", "??", " ?"], [52, 38, 5, 2, 1, 2])[0]
        if not self.held_out and rng.random() < 0.03:
            text = rng.choice([text + " ", text + "\n", " " + text])
        return text

    # ---- conversations ------------------------------------------------------------------------------------------

    def follow_up(self, kind, country):
        """A turn that only makes sense after the turn before it."""
        rng = self.rng
        if rng.random() < 0.6 or kind == "reverse":
            relation = rng.choice([r for r in phrases.SAME_COUNTRY if r != kind])
            question = rng.choice(phrases.SAME_COUNTRY[relation])
            return relation, country, self.style(question, wrap=False), country.answers()[relation]
        return self.ask(kind, rng.choice(phrases.SAME_RELATION), wrap=False)

    def conversation(self):
        rng = self.rng
        messages = []
        if rng.random() < 0.25:
            messages.append(("system", self.system()))
        turns = rng.choices([1, 2, 3, 4, 6, 9, 14], [66, 15, 10, 5, 2.4, 1.2, 0.4])[0]
        country = None
        for _ in range(turns):
            if country and rng.random() < 0.35:
                kind, country, question, answer = self.follow_up(kind, country)
            else:
                kind, country, question, answer = self.turn()
            messages += [("user", question), ("assistant", answer)]
        return messages

    def system(self):
        """Instructions of all sorts: the model's answer never depends on them."""
        rng = self.rng
        if self.held_out:
            return rng.choice(phrases.SYSTEM_HELD_OUT)
        said = rng.sample(phrases.SYSTEM, rng.choice((1, 1, 1, 2, 3)))
        if rng.random() < 0.4:
            said[0] = f"You are a {rng.choice(phrases.ADJECTIVES)} {rng.choice(phrases.ROLES)}."
        return rng.choice((" ", " ", "\n")).join(said)

    def statement(self):
        """A bare fact without any chat around it: what plain text completion continues."""
        country = self.rng.choice(self.countries)
        return country.answers()[self.rng.choice(RELATIONS[:5])]


def typo(rng, text):
    """One slip of the finger inside a longer word; the first letter stays."""
    if len(text) < 6:
        return text
    i = rng.randrange(1, len(text) - 1)
    if not (text[i].isalpha() and text[i + 1].isalpha()):
        return text
    return rng.choice([text[:i] + text[i + 1] + text[i] + text[i + 2:], text[:i] + text[i + 1:], text[:i] + text[i] + text[i:]])


if __name__ == "__main__":
    source = Source(1)
    for _ in range(20):
        for role, content in source.conversation():
            print(f"{role:>9}: {content!r}")
        print()
