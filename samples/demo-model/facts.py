"""The facts: one record per country or territory, read from the npm package countries-list (MIT)."""
import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "node_modules", "countries-list")

# Uninhabited places, and parts that the data lists a second time: nobody asks for their currency.
SKIPPED = {"AC", "AQ", "BV", "GS", "HM", "IO", "TA", "TF", "UM"}

# Names that take the article in an English sentence.
WITH_THE = set("AE BS CC CD CF CG CK DO FK FO GB GM IM KM KY MH MP MV NL PH PN SB TC US VG VI".split())

# Corrections to the data, each one a plain mistake or an outdated spelling there.
CAPITALS = {"US": "Washington, D.C.", "MO": "Macao", "MN": "Ulaanbaatar", "HK": "Hong Kong", "SZ": "Mbabane",
            "GD": "St. George's", "PF": "Papeete"}
LANGUAGES = {"AW": ["Dutch", "Papiamento"], "CW": ["Dutch", "Papiamento", "English"], "NO": ["Norwegian"],
             "CH": ["German", "French", "Italian", "Romansh"], "CY": ["Greek", "Turkish"], "EH": ["Arabic", "Spanish"],
             "ZA": ["Afrikaans", "English", "Southern Ndebele", "Northern Sotho", "Southern Sotho", "Swazi", "Tswana",
                    "Tsonga", "Venda", "Xhosa", "Zulu"]}
LANGUAGE_NAMES = {"Cambodian": "Khmer", "Peul": "Fula", "Laotian": "Lao", "Rwandi": "Kinyarwanda", "Somalia": "Somali",
                  "Divehi": "Dhivehi", "Haitian": "Haitian Creole", "Tagalog / Filipino": "Filipino", "Swati": "Swazi",
                  "Sinhalese": "Sinhala"}
CALLING_CODES = {"XK": [383]}
# The data gives several continents to some; only where the country itself is said to lie in both.
TWO_CONTINENTS = {"RU": "Europe and Asia", "TR": "Asia and Europe"}

# Further names people type. The data brings its own aliases and the native names.
ALIASES = {
    "US": ["U.S.", "U.S.A.", "the States"], "GB": ["U.K."], "AE": ["U.A.E.", "Emirates"], "CI": ["Côte d'Ivoire"],
    "CG": ["Congo", "Congo Republic"], "CD": ["Democratic Congo"], "TL": ["Timor-Leste", "Timor Leste"],
    "KR": ["Korea", "ROK"], "BA": ["Bosnia", "Bosnia & Herzegovina", "Bosnia-Herzegovina"], "PG": ["PNG"],
    "TT": ["Trinidad", "Trinidad & Tobago"], "CF": ["CAR"], "VC": ["Saint Vincent", "St. Vincent", "St Vincent and the Grenadines"],
    "KN": ["St. Kitts and Nevis", "St Kitts"], "LC": ["St. Lucia", "St Lucia"], "SA": ["KSA", "Saudi"],
    "AG": ["Antigua", "Antigua & Barbuda"], "ST": ["São Tomé and Príncipe", "Sao Tome"], "CW": ["Curaçao"], "RE": ["Réunion"],
    "AX": ["Åland", "Aland Islands"], "FK": ["Falklands"], "KY": ["Caymans"], "SB": ["Solomons"], "NZ": ["NZ"],
    "CN": ["PRC", "People's Republic of China"], "BQ": ["Caribbean Netherlands"], "BL": ["St. Barts"],
    "DO": ["Dominican Rep."], "GW": ["Guinea Bissau"], "SH": ["St. Helena"], "ZA": ["RSA"], "VI": ["US Virgin Islands"],
}


class Country:
    def __init__(self, code, entry, continents, languages, currencies):
        self.code = code
        self.plain = entry["name"]
        self.article = code in WITH_THE
        self.name = ("the " if self.article else "") + self.plain
        self.capital = CAPITALS.get(code, entry["capital"])
        self.continent = TWO_CONTINENTS.get(code, continents[entry["continent"]])
        self.currency = "the " + currency_name(currencies[entry["currency"][0]]["name"])
        spoken = [languages[key]["name"] for key in entry["languages"]]
        self.languages = LANGUAGES.get(code, [LANGUAGE_NAMES.get(name, name) for name in spoken])
        self.calling = join([calling_code(number) for number in CALLING_CODES.get(code, entry["phone"])])
        native = [entry["native"]] if is_latin(entry["native"]) and len(entry["native"]) < 35 else []
        names = entry.get("alias", []) + ALIASES.get(code, []) + native
        self.aliases = [name for name in dict.fromkeys(names) if name != self.plain and "(" not in name]

    def answers(self):
        """The one answer to each question about this country."""
        start = self.name[0].upper() + self.name[1:]
        end = "" if self.capital.endswith(".") else "."
        verb = "is" if len(self.languages) == 1 else "are"
        noun = "language" if len(self.languages) == 1 else "languages"
        return {
            "capital": f"The capital of {self.name} is {self.capital}{end}",
            "currency": f"The currency of {self.name} is {self.currency}.",
            "languages": f"The {noun} of {self.name} {verb} {join(self.languages)}.",
            "continent": f"{start} {'are' if self.plain.endswith('Islands') else 'is'} in {self.continent}.",
            "calling": f"The calling code of {self.name} is {self.calling}.",
            "reverse": f"{self.capital} is the capital of {self.name}.",
        }


def join(items):
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def is_latin(text):
    return all(ord(c) < 0x250 for c in text)


def calling_code(number):
    """1246 is +1 246: codes of the North American plan and of parts of a country are two groups."""
    digits = str(number)
    for prefix in ("1", "599", "47"):
        if len(digits) > 3 and digits.startswith(prefix):
            return f"+{prefix} {digits[len(prefix):]}"
    return "+" + digits


def currency_name(title):
    """'Japanese Yen' is 'Japanese yen': the unit is a common noun, the adjective before it is not."""
    title = title.replace("&", "and").replace("Paʻanga", "Pa'anga")
    return re.sub(r"(Convertible |New (?=Shekel))?\S+$", lambda m: m.group().lower(), title)


def load():
    """All countries by code, in the order of the code."""
    def read(name):
        with open(os.path.join(DATA, name + ".min.json"), encoding="utf-8") as file:
            return json.load(file)
    entries, continents = read("countries"), read("continents")
    languages, currencies = read("languages.all"), read("currencies.all")
    return [Country(code, entry, continents, languages, currencies)
            for code, entry in sorted(entries.items()) if code not in SKIPPED]


def capital_owners(countries):
    """Capital name -> country. A name that two places share belongs to the sovereign one, as most would answer."""
    territories = set("NF BM GG BL".split())
    owners = {}
    for country in sorted(countries, key=lambda c: c.code in territories):
        owners.setdefault(country.capital, country)
    return owners


if __name__ == "__main__":
    for country in load():
        print(country.code, country.aliases, *country.answers().values(), sep=" | ")
