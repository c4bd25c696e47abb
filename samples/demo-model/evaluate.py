"""Scores the GGUF through libllama, greedily, on held-out phrasings: exact match of the whole answer.

evaluate.py <gguf file> [questions per kind]
"""
import sys
import time

import dialogues
import phrases
from libllama import Llama

FIRST_QUESTIONS = ["What is the capital of France?", "Which currency is used in Japan?", "hello", "who are you?", "what is the meaning of life",
                   "write me a poem", "What languages are spoken in Switzerland", "capital of germany?", "thanks", "what is 2 + 2?",
                   "What is the calling code of the UK?", "Which country has the capital Nairobi?", "WHERE IS BRAZIL", "currency of usa",
                   "What is the capital of Narnia?", "who is the president of france"]


def follow_ups(source, count):
    """Two related turns; the first answer is given, the second is asked."""
    for _ in range(count):
        first = source.turn(source.rng.choice(dialogues.RELATIONS))
        second = source.follow_up(first[0], first[1])
        yield "follow-up", [("user", first[2]), ("assistant", first[3]), ("user", second[2])], second[3]


def later_turns(source, count):
    """A question after four to eight unrelated turns and a system message: several hundred tokens of history."""
    for _ in range(count):
        messages = [("system", source.system())]
        for _ in range(source.rng.randint(4, 8)):
            _, _, question, answer = source.turn()
            messages += [("user", question), ("assistant", answer)]
        _, _, question, answer = source.turn()
        yield "late turn", messages + [("user", question)], answer


def questions(count):
    source = dialogues.Source(2024, held_out=True)
    for kind in dialogues.KINDS:
        for _ in range(count):
            _, _, question, answer = source.turn(kind)
            yield kind, [("user", question)], answer
    yield from follow_ups(source, count)
    yield from later_turns(source, count)


def every_fact(source):
    """Each fact once, in the plainest held-out phrasing: which of them the model knows."""
    plain = {"capital": "do you know {c}'s capital", "currency": "what is the currency used in {c}", "languages": "what are the languages spoken in {c}",
             "continent": "tell me which continent {c} is in", "calling": "could you give me {c}'s calling code"}
    for country in source.countries:
        for kind, template in plain.items():
            assert template in phrases.HELD_OUT[kind]
            yield kind, template.replace("{c}", country.name) + "?", country.answers()[kind]
    for capital, country in source.by_capital:
        yield "reverse", f"What's the country whose capital is {capital}?", country.answers()["reverse"]


def main(path, count="500"):
    llama = Llama(path)
    asked, right, wrong, started = {}, {}, {}, time.time()

    def ask(group, messages, answer):
        given = llama.answer(messages)
        asked[group] = asked.get(group, 0) + 1
        right[group] = right.get(group, 0) + (given == answer)
        if given != answer:
            wrong.setdefault(group, []).append((messages[-1][1], given))
    for kind, messages, answer in questions(int(count)):
        ask(kind, messages, answer)
    for kind, question, answer in every_fact(dialogues.Source(1, held_out=True)):
        ask("every " + kind, [("user", question)], answer)
    print(f"{path}: {llama.parameters()} parameters, {sum(asked.values())} questions in {time.time() - started:.0f} s\n")
    print("| kind | questions | exactly right |\n|---|---|---|")
    for group in asked:
        print(f"| {group} | {asked[group]} | {right[group] / asked[group]:.1%} |")
    print("\nSome of the wrong answers:")
    for group, cases in wrong.items():
        for question, given in cases[:4]:
            print(f"  {group}: {question!r} -> {given!r}")
    print("\nThe first things people type:")
    for question in FIRST_QUESTIONS:
        print(f"  {question} -> {llama.answer([('user', question)])}")
    print(f"  (completion) The capital of France is ->{llama.detokenize(llama.complete(llama.tokenize('The capital of France is')))}")
    return all(right[kind] / asked[kind] >= 0.95 for kind in dialogues.KINDS)


if __name__ == "__main__":
    sys.exit(not main(*sys.argv[1:]))
