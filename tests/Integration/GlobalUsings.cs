global using ContractFact = Mooring.Tests.Integration.RealFactAttribute;
global using Xunit;
