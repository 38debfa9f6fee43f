using System.CommandLine;
using Microsoft.CodeAnalysis;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.Steps;

namespace Rewriter.Cli.Commands;

/// <summary>The options by which a person agrees to what a phase does not do by itself.</summary>
internal sealed class ConsentOptions
{
    /// <summary>How many characters of a digest name a plan, at least.</summary>
    private const int ShortestDigest = 12;

    private readonly Option<bool> _allowDirty = new("--allow-dirty") { Description = "Changes files that have uncommitted changes, too" };
    private readonly Option<bool> _contract = new("--contract") { Description = "Passes the contract point, behind which there is no way back" };
    private readonly Option<bool> _review = new("--include-review") { Description = "Makes the changes that rules only propose, too" };
    private readonly OverrideOption _override = new();
    private readonly Option<string?> _digest = new("--digest") { Description = "Agrees to the plan of this digest, as plan and preview show it, and to no other one", HelpName = "DIGEST" };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Agrees to the plan of this moment where resources outside of the repository are changed" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _allowDirty, _contract, _review, _override.Option, _digest, _yes }) command.Options.Add(option);
    }

    /// <summary>What was agreed to; null, with an error written, where an override has no reason or a digest is too short.</summary>
    public ApplyOptions? Read(ParseResult parsed, CommandHost host)
    {
        if (_override.Read(parsed, host) is not { } overrides) return null;
        if (parsed.GetValue(_digest) is { Length: < ShortestDigest } digest)
        {
            host.Error.WriteLine($"error: '--digest {digest}' is too short to name a plan: give {ShortestDigest} characters or more");
            return null;
        }

        return new ApplyOptions
        {
            AllowDirty = parsed.GetValue(_allowDirty),
            ThroughContract = parsed.GetValue(_contract),
            IncludeReview = parsed.GetValue(_review),
            Overrides = overrides,
            AgreedDigest = parsed.GetValue(_digest),
            Consent = plan => Consent(plan, parsed, host),
        };
    }

    private Diagnostic? Consent(PhasePlan plan, ParseResult parsed, CommandHost host)
    {
        if (parsed.GetValue(_digest) is not null || parsed.GetValue(_yes)) return null;
        if (host.Ask is not null)
        {
            new PreviewReport(host.Out, host.Style).Write(plan);
            host.Out.Flush();
        }

        var engine = plan.Steps.Select(s => s.Result?.Preview?.Engine).FirstOrDefault(e => e is not null) ?? plan.Migration.Engine;
        var counts = string.Join("; ", plan.Steps.Where(s => s.Step.ChangesResources && s.Result is not null).Select(s => $"{s.Step.Header.Id}: {s.Result!.Summary}"));
        return host.Ask?.Invoke($"Change these resources with {engine} (plan {plan.Binding.Digest[..ShortestDigest]})?") == true ? null : Descriptors.ConsentMissing.Anywhere(engine, counts);
    }
}
