import workbench_molecules as molecules

from workbench import testing


def test_it_keeps_the_contracts() -> None:
    testing.check_plugin(molecules)
    assert abs(molecules.mass("CCO") - 46.07) < 0.01  # ethanol
    assert abs(molecules.mass("CC(=O)O") - 60.05) < 0.01  # acetic acid
