"""What all tests have at hand: see the two modules named here."""

pytest_plugins = ["tests.ci", "tests.neo4j_server"]
