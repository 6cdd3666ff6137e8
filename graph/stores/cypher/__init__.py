"""All Cypher of the Neo4j store. Values are parameters; the only names put into a query are those of the closed set of relations.

    (:Path)<-[:FOUND_AT]-(:Source)-[:GIVES {local, mentions}]->(:Description)-[:DESCRIBES]->(:Document)
    (:Source)-[:STATES]->(:Mention {relation, quote, …})-[:ACTOR|TARGET]->(:Description)
    (:Document:Held|Stub)-[:IMPLEMENTS|BASED_ON|… {total, confidence, reason}]->(:Document)
    (:Document)-[:ISSUED_BY]->(:Authority), (:Document)-[:IN]->(:Place)

A document that is probably another one is `:Suspect` as well, a description without a document `:Ambiguous`. Of a document,
`name` is what graph browsers write on it, `called` its own name (`neo4j_nodes`). `(:PhaHeStore)` is the one node that says
which schema this is. docs/neo4j.md draws the model for users. `schema` is the database itself, `writing` changes
what is kept, `reading`, `search` and `walks` find it.
"""
