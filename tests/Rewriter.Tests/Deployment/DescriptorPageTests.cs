using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;

namespace Rewriter.Tests.Deployment;

public class DescriptorPageTests
{
    [Fact]
    public void Every_message_of_the_engine_has_its_page()
    {
        var codes = typeof(Descriptors).GetFields().Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>().Where(d => d.Id.StartsWith("RW4", StringComparison.Ordinal)).ToList();

        Assert.Equal(19, codes.Count);
        Assert.Equal(codes.Count, codes.Select(c => c.Id).Distinct().Count());
        Assert.All(codes, c => Assert.StartsWith($"# {c.Id}: {c.Title}\n", File.ReadAllText(Path.Combine(Repository.Root, c.HelpLinkUri)), StringComparison.Ordinal));
    }
}
