/** What stands beside the files: how spaCy takes them. */
export const README = `# Training input for spaCy

spans.jsonl has everything. One document a line; offsets are code points, from 0, the end not included.

    import json, spacy
    from spacy.tokens import DocBin
    from spacy.training import Example

    nlp = spacy.blank("en")
    bin = DocBin()
    with open("spans.jsonl", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            # Nothing of "meta" is spaCy's: relations, attributes and notes.
            facts = {"entities": [tuple(entity) for entity in record["entities"]]}
            doc = Example.from_dict(nlp.make_doc(record["text"]), facts).reference
            spans = [
                doc.char_span(start, end, label=label, alignment_mode="expand")
                for start, end, label in record["spans"]["sc"]
            ]
            doc.spans["sc"] = [span for span in spans if span is not None]
            bin.add(doc)
    bin.to_disk("train.spacy")

The other files have the entities alone, in the forms that "spacy convert" reads:

    python -m spacy convert train.json . -c json
    python -m spacy convert train.conll . -c conll -n 0
    python -m spacy convert train.iob . -c iob -n 1

Only train.json keeps the text to the character. spaCy takes no two entities that overlap; those that had to go are in
the span group "sc" of spans.jsonl.
`;
