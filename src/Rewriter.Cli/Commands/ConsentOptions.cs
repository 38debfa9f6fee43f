using System.Collections.Immutable;
using System.CommandLine;
using Rewriter.Cli.Hosting;
using Rewriter.Migrations.Execution;

namespace Rewriter.Cli.Commands;

/// <summary>The options by which a person agrees to what a phase does not do by itself.</summary>
internal sealed class ConsentOptions
{
    private readonly Option<bool> _allowDirty = new("--allow-dirty") { Description = "Changes files that have uncommitted changes, too" };
    private readonly Option<bool> _contract = new("--contract") { Description = "Passes the contract point, behind which there is no way back" };
    private readonly Option<bool> _review = new("--include-review") { Description = "Makes the changes that rules only propose, too" };
    private readonly Option<string[]> _override = new("--override") { Description = "Overrides a blocker by its id; recorded with the reason; repeatable", HelpName = "ID=REASON", DefaultValueFactory = _ => [] };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _allowDirty, _contract, _review, _override }) command.Options.Add(option);
    }

    /// <summary>What was agreed to; null, with an error written, where an override has no reason.</summary>
    public ApplyOptions? Read(ParseResult parsed, CommandHost host)
    {
        var overrides = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var text in parsed.GetValue(_override) ?? [])
        {
            if (text.IndexOf('=') is var equals and > 0 && equals < text.Length - 1) overrides[text[..equals]] = text[(equals + 1)..];
            else
            {
                host.Error.WriteLine($"error: '--override {text}' needs a reason: --override ID=REASON");
                return null;
            }
        }

        return new ApplyOptions
        {
            AllowDirty = parsed.GetValue(_allowDirty),
            ThroughContract = parsed.GetValue(_contract),
            IncludeReview = parsed.GetValue(_review),
            Overrides = overrides.ToImmutable(),
        };
    }
}
