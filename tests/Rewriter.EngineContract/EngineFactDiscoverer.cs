using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Rewriter.EngineContract;

/// <summary>Makes test cases of contract tests, which know why they are skipped.</summary>
public sealed class EngineFactDiscoverer(IMessageSink sink) : IXunitTestCaseDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var engine = ((IReflectionTypeInfo)testMethod.TestClass.Class).Type.GetCustomAttribute<EngineUnderTestAttribute>(inherit: true);
        var skip = engine?.Skip(factAttribute.GetNamedArgument<bool>(nameof(EngineFactAttribute.NeedsCloud)));
        return [new EngineTestCase(sink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, skip)];
    }
}
