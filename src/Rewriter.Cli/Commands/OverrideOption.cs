using System.Collections.Immutable;
using System.CommandLine;
using Rewriter.Cli.Hosting;

namespace Rewriter.Cli.Commands;

/// <summary>The option by which a person overrides blockers.</summary>
internal sealed class OverrideOption
{
    private readonly Option<string[]> _option = new("--override") { Description = "Overrides a blocker by its id; recorded with the reason; repeatable", HelpName = "ID=REASON", DefaultValueFactory = _ => [] };

    /// <summary>The option itself.</summary>
    public Option Option => _option;

    /// <summary>The ids with their reasons; null, with an error written, where one has none.</summary>
    public ImmutableSortedDictionary<string, string>? Read(ParseResult parsed, CommandHost host)
    {
        var overrides = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var text in parsed.GetValue(_option) ?? [])
        {
            if (text.IndexOf('=') is var equals and > 0 && equals < text.Length - 1) overrides[text[..equals]] = text[(equals + 1)..];
            else
            {
                host.Error.WriteLine($"error: '--override {text}' needs a reason: --override ID=REASON");
                return null;
            }
        }

        return overrides.ToImmutable();
    }
}
