global using Xunit;
global using ContractFact = Mooring.Tests.Integration.RealFactAttribute;
