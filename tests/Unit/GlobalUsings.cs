global using ContractFact = Xunit.FactAttribute;
global using Xunit;
