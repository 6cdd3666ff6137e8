"""What all tests have at hand: see the two modules named here; and no example of hypothesis is judged by a clock."""

from hypothesis import settings

pytest_plugins = ["tests.ci", "tests.neo4j_server"]

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
