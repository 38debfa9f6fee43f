using System.Text;

namespace Rewriter.Bench.Documents;

/// <summary>Pieces of C# files.</summary>
internal static class CodePieces
{
    public static void CSharp(StringBuilder text, Words words, int i)
    {
        var service = words.Service();
        var type = char.ToUpperInvariant(service[0]) + service[1..];
        text.Append($$"""
            namespace Shop.Stacks.{{type}}{{i}}
            {
                /// <summary>{{words.Sentence(12)}}.</summary>
                public sealed class {{type}}Stack : Stack
                {
                    private const string ServiceName = "{{service}}-app";

                    // {{words.Sentence(8)}}
                    public {{type}}Stack(Settings settings)
                    {
                        var secret = new Secret("{{service}}-database", new SecretArgs
                        {
                            SecretId = $"{{service}}-{settings.Environment}-database",
                            Replication = new SecretReplicationArgs { Auto = new SecretReplicationAutoArgs() },
                        }, new CustomResourceOptions { Protect = true });
                        foreach (var region in settings.Regions.Where(r => r.IsActive && r.Weight > {{words.Number(90)}}))
                        {
                            if (region.Name is null) throw new InvalidOperationException("A region has no name.");
                            Deploy(ServiceName, region.Name, secret.Id.Apply(id => id + "/versions/latest"), count: {{i}});
                        }
                    }

                    public Output<string> Url { get; private set; } = Output.Create("https://{{service}}.example.com");
                }
            }

            """);
    }
}
