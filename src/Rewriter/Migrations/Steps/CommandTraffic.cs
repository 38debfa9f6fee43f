using System.Collections.Immutable;
using System.Globalization;
using Rewriter.Diagnostics;

namespace Rewriter.Migrations.Steps;

/// <summary>Traffic that commands read and set.</summary>
/// <param name="Get">Prints the share of the new one as a whole number.</param>
/// <param name="Set">Sets it; <c>${share}</c> is the share of the new one, <c>${rest}</c> that of the old one.</param>
public sealed record CommandTraffic(CommandLine Get, CommandLine Set) : TrafficDriver
{
    /// <summary>What its commands can name beside the settings.</summary>
    public static ImmutableArray<string> Names { get; } = ["share", "rest"];

    /// <inheritdoc/>
    public override string Name => Set.Words.IsEmpty ? string.Empty : Set.Words[0];

    /// <inheritdoc/>
    public override ImmutableArray<CommandLine> Commands => [Get, Set];

    /// <inheritdoc/>
    public override async Task<(string? Before, StepResult? Failure)> SetAsync(StepContext context, StepHeader header, int share, int stage, CancellationToken cancellationToken)
    {
        if (context.IsSimulation) return (null, null);
        var (now, problem) = await ReadAsync(context, header, cancellationToken);
        if (now is not { } before) return (null, problem);
        var failure = await RunAsync(context, header, share, cancellationToken);
        return (before.ToString(CultureInfo.InvariantCulture), failure);
    }

    /// <inheritdoc/>
    public override async Task<StepResult> RestoreAsync(StepContext context, StepHeader header, string before, ImmutableArray<int> stages, CancellationToken cancellationToken)
    {
        var first = int.Parse(before, CultureInfo.InvariantCulture);
        var (share, problem) = await LookAsync(context, header, first, stages, cancellationToken);
        if (problem is not null) return problem;
        if (share == first) return StepResult.Succeeded($"the share is {first} % already");
        return await RunAsync(context, header, first, cancellationToken) ?? StepResult.Succeeded($"the share is {first} % again");
    }

    /// <inheritdoc/>
    public override async Task<StepResult?> RestoreProblemAsync(StepContext context, StepHeader header, string before, ImmutableArray<int> stages, CancellationToken cancellationToken) =>
        (await LookAsync(context, header, int.Parse(before, CultureInfo.InvariantCulture), stages, cancellationToken)).Problem;

    private async Task<(int? Share, StepResult? Problem)> LookAsync(StepContext context, StepHeader header, int first, ImmutableArray<int> stages, CancellationToken cancellationToken)
    {
        var (share, problem) = await ReadAsync(context, header, cancellationToken);
        return share is { } now && now != first && !stages.Contains(now)
            ? (now, StepResult.Failed(Descriptors.WeightUnclear.Anywhere($"the share is {now} %, which this step never set; it was {first} % before")))
            : (share, problem);
    }

    private async Task<(int? Share, StepResult? Problem)> ReadAsync(StepContext context, StepHeader header, CancellationToken cancellationToken)
    {
        var (ran, problem) = await new CommandWork(context, header).TryAsync(Get, cancellationToken);
        if (ran is null) return (null, problem);
        var line = Get.Expand(context.Settings, out _);
        if (ran.ExitCode != 0) return (null, CommandWork.Failed(line, ran, $"exit code {ran.ExitCode}"));
        return int.TryParse(ran.Output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var share) && share <= 100
            ? (share, null)
            : (null, CommandWork.Failed(line, ran, "it does not print a share from 0 to 100"));
    }

    private async Task<StepResult?> RunAsync(StepContext context, StepHeader header, int share, CancellationToken cancellationToken)
    {
        var values = context.Settings.Values.SetItem("share", share.ToString(CultureInfo.InvariantCulture)).SetItem("rest", (100 - share).ToString(CultureInfo.InvariantCulture));
        var within = context with { Settings = context.Settings with { Values = values } };
        var (ran, problem) = await new CommandWork(within, header).TryAsync(Set, cancellationToken);
        if (ran is null) return problem;
        return ran.ExitCode == 0 ? null : CommandWork.Failed(Set.Expand(within.Settings, out _), ran, $"exit code {ran.ExitCode}");
    }
}
