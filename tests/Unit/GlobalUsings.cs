global using Xunit;
global using ContractFact = Xunit.FactAttribute;
