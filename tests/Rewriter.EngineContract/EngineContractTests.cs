using Rewriter.Deployment;

namespace Rewriter.EngineContract;

/// <summary>What every engine keeps, whatever stands behind it.</summary>
public abstract class EngineContractTests : IDisposable
{
    private readonly Lazy<EngineBench> _bench;

    protected EngineContractTests() => _bench = new Lazy<EngineBench>(MakeBench);

    protected EngineBench Bench => _bench.Value;

    private static Wish A { get; } = new("a", "object-a");

    private static Wish B { get; } = new("b", "object-b");

    private static Wish C { get; } = new("c", "object-c");

    [EngineFact]
    public async Task Nothing_wanted_and_nothing_held_is_an_empty_preview()
    {
        var preview = await PreviewAsync();

        Assert.Equal((0, 0, true), (preview.Changes.Length, preview.PriorResources, preview.Counts.IsNothing));
        Assert.Equal((string.Empty, 0L), (preview.Lineage, preview.Serial));
    }

    [EngineFact]
    public async Task What_is_missing_is_created_and_then_nothing_is_left_to_do()
    {
        var target = Bench.Want(A, B);
        var preview = await PreviewAsync(target);
        var outcome = await Bench.AppliedAsync(target);
        var next = await PreviewAsync(target);

        Assert.Equal(new ChangeCounts(0, 0, 0, 0, 2, 0, 0, 0), preview.Counts);
        Assert.Equal(new ChangeCounts(0, 0, 0, 0, 2, 0, 0, 0), ChangeCounts.Of(outcome.Applied));
        Assert.Equal([Bench.Address("a"), Bench.Address("b")], await AddressesAsync());
        Assert.Equal((new ChangeCounts(2, 0, 0, 0, 0, 0, 0, 0), 2), (next.Counts, next.PriorResources));
        Assert.Equal((outcome.Lineage, outcome.Serial), (next.Lineage, next.Serial));
    }

    [EngineFact]
    public async Task Applying_a_preview_of_no_changes_does_nothing()
    {
        await Bench.AppliedAsync(Bench.Want(A));
        var before = await Bench.StateAsync();

        var outcome = await Bench.AppliedAsync(Bench.Want(A));

        Assert.Empty(outcome.Applied);
        Assert.Null(outcome.Checkpoint);
        Assert.Equal(DeploymentJson.Write(before), DeploymentJson.Write(await Bench.StateAsync()));
    }

    [EngineFact]
    public async Task A_changed_value_is_an_update_in_place()
    {
        await Bench.AppliedAsync(Bench.Want(A, B));
        var id = (await Bench.StateAsync())!.Find(Bench.Address("a"))!.Id;

        var outcome = await Bench.AppliedAsync(Bench.Want(A with { Value = "two" }, B));

        var change = Assert.Single(outcome.Applied);
        Assert.Equal((CanonicalAction.Update, Bench.Address("a")), (change.Action, change.Address));
        Assert.Contains(change.Differences, d => d.Before?.Text == "one" && d.After?.Text == "two" && !d.ForcesReplacement);
        Assert.Equal(id, (await Bench.StateAsync())!.Find(Bench.Address("a"))!.Id);
    }

    [EngineFact]
    public async Task Another_object_is_a_replacement_and_what_forces_it_is_named()
    {
        await Bench.AppliedAsync(Bench.Want(A));
        var id = (await Bench.StateAsync())!.Find(Bench.Address("a"))!.Id;

        var target = Bench.Want(A with { Object = "object-new" });
        var preview = await PreviewAsync(target);
        var outcome = await Bench.AppliedAsync(target);

        var change = Assert.Single(preview.Changes);
        Assert.Equal((CanonicalAction.Replace, id), (change.Action, change.PhysicalId));
        Assert.NotEqual(ReplaceOrder.None, change.Order);
        Assert.Contains(change.Differences, d => d.ForcesReplacement && d.Before?.Text == "object-a" && d.After?.Text == "object-new");
        Assert.Equal(CanonicalAction.Replace, Assert.Single(outcome.Applied).Action);
        Assert.NotEqual(id, (await Bench.StateAsync())!.Find(Bench.Address("a"))!.Id);
    }

    [EngineFact]
    public async Task What_is_no_longer_wanted_is_deleted()
    {
        await Bench.AppliedAsync(Bench.Want(A, B));

        var outcome = await Bench.AppliedAsync(Bench.Want(A));

        var change = Assert.Single(outcome.Applied);
        Assert.Equal((CanonicalAction.Delete, Bench.Address("b"), null), (change.Action, change.Address, change.NewPhysicalId));
        Assert.Equal([Bench.Address("a")], await AddressesAsync());
    }

    [EngineFact]
    public async Task A_move_gives_the_object_another_address_and_leaves_it_alone()
    {
        await Bench.AppliedAsync(Bench.Want(A, B));
        var id = (await Bench.StateAsync())!.Find(Bench.Address("b"))!.Id;
        var target = Bench.Want(A, B with { Name = "c" }) with { Moves = [new(Bench.Address("b"), Bench.Address("c"))] };

        var preview = await PreviewAsync(target);
        var outcome = await Bench.AppliedAsync(target);

        Assert.Equal(new ChangeCounts(1, 1, 0, 0, 0, 0, 0, 0), preview.Counts);
        var change = Assert.Single(outcome.Applied);
        Assert.Equal((CanonicalAction.Move, Bench.Address("c"), Bench.Address("b")), (change.Action, change.Address, change.PreviousAddress));
        Assert.Equal(id, (await Bench.StateAsync())!.Find(Bench.Address("c"))!.Id);
        Assert.True((await PreviewAsync(target)).Counts.IsNothing, "a move that was made is not made again");
    }

    [EngineFact]
    public async Task A_phase_forgets_an_object_in_the_state_alone()
    {
        await Bench.AppliedAsync(Bench.Want(A, B));
        var target = Bench.Want(A) with { Forgets = [Bench.Address("b")] };

        var preview = await PreviewAsync(target);
        var outcome = await Bench.AppliedAsync(target);

        Assert.Equal(new ChangeCounts(1, 0, 0, 1, 0, 0, 0, 0), preview.Counts);
        Assert.Equal((CanonicalAction.Forget, Bench.Address("b")), (Assert.Single(outcome.Applied).Action, outcome.Applied[0].Address));
        Assert.Equal([Bench.Address("a")], await AddressesAsync());
        Assert.True((await PreviewAsync(target)).Counts.IsNothing, "what was forgotten is not forgotten again");
    }

    [EngineFact(NeedsCloud = true)]
    public async Task A_forgotten_object_lives_on_and_a_phase_imports_it_again()
    {
        await Bench.AppliedAsync(Bench.Want(A, B));
        await Bench.AppliedAsync(Bench.Want(A) with { Forgets = [Bench.Address("b")] });
        Assert.True(Bench.ExistsOutside(B));
        var target = Bench.Want(A, B) with { Imports = [new(Bench.Address("b"), Bench.ImportId(B))] };

        var preview = await PreviewAsync(target);
        var outcome = await Bench.AppliedAsync(target);

        Assert.Equal(new ChangeCounts(1, 0, 1, 0, 0, 0, 0, 0), preview.Counts);
        Assert.Equal((CanonicalAction.Import, Bench.Address("b")), (Assert.Single(outcome.Applied).Action, outcome.Applied[0].Address));
        Assert.Equal(Bench.ImportId(B), (await Bench.StateAsync())!.Find(Bench.Address("b"))!.Id);
        Assert.True((await PreviewAsync(target)).Counts.IsNothing, "what was imported is not imported again");
    }

    [EngineFact]
    public async Task One_object_is_imported_once_and_forgotten_once()
    {
        await Bench.AppliedAsync(Bench.Want(A, B));
        Bench.Want(A);

        var forgotten = await Bench.Engine.ForgetAsync(EngineBench.StateKey, Bench.Address("b"), CancellationToken.None);
        var nothing = await Bench.Engine.ForgetAsync(EngineBench.StateKey, Bench.Address("b"), CancellationToken.None);
        Bench.Want(A, B);
        var imported = await Bench.Engine.ImportAsync(EngineBench.StateKey, Bench.Declare(B), Bench.ImportId(B), CancellationToken.None);
        var again = await Bench.Engine.ImportAsync(EngineBench.StateKey, Bench.Declare(B), Bench.ImportId(B), CancellationToken.None);

        Assert.Equal((DeploymentStatus.Succeeded, null, CanonicalAction.Forget), (forgotten.Status, forgotten.Failure, forgotten.Applied.Single().Action));
        Assert.Equal((DeploymentStatus.Refused, "RW4014"), (nothing.Status, nothing.Failure!.Code));
        Assert.Equal((DeploymentStatus.Succeeded, null, CanonicalAction.Import), (imported.Status, imported.Failure, imported.Applied.Single().Action));
        Assert.Equal((DeploymentStatus.Refused, "RW4014"), (again.Status, again.Failure!.Code));
        Assert.Equal(Bench.ImportId(B), (await Bench.StateAsync())!.Find(Bench.Address("b"))!.Id);
    }

    [EngineFact(NeedsCloud = true)]
    public async Task What_exists_already_is_not_made_a_second_time()
    {
        await Bench.AppliedAsync(Bench.Want(A));
        await Bench.MakeOutsideAsync(B);
        var before = await Bench.StateAsync();

        var outcome = await Bench.ApplyAsync(Bench.Want(A, B));

        Assert.Contains(outcome.Status, new[] { DeploymentStatus.Refused, DeploymentStatus.Failed });
        Assert.NotNull(outcome.Failure);
        Assert.Contains("409", outcome.Failure.Message, StringComparison.Ordinal);
        Assert.Empty(outcome.Applied);
        Assert.Equal(before!.Resources.Select(r => (r.Address, r.Id)), (await Bench.StateAsync())!.Resources.Select(r => (r.Address, r.Id)));
        Assert.True(Bench.ExistsOutside(B));
    }

    [EngineFact(NeedsCloud = true)]
    public async Task What_does_not_exist_is_not_imported()
    {
        await Bench.AppliedAsync(Bench.Want(A));

        var alone = await Bench.Engine.ImportAsync(EngineBench.StateKey, Bench.Declare(B), Bench.ImportId(B), CancellationToken.None);
        var target = Bench.Want(A, B) with { Imports = [new(Bench.Address("b"), Bench.ImportId(B))] };
        var preview = await Bench.Engine.PreviewAsync(target, CancellationToken.None);
        var inPhase = await Bench.Engine.ApplyAsync(target, preview.Digest, null, CancellationToken.None);

        Assert.NotEqual(DeploymentStatus.Succeeded, alone.Status);
        Assert.Equal(DeploymentStatus.Refused, inPhase.Status);
        Assert.Equal([Bench.Address("a")], await AddressesAsync());
    }

    [EngineFact]
    public async Task A_stale_preview_is_refused_and_nothing_is_done()
    {
        await Bench.AppliedAsync(Bench.Want(A));
        var seen = await PreviewAsync(Bench.Want(A, B));
        var before = DeploymentJson.Write(await Bench.StateAsync());

        var outcome = await Bench.Engine.ApplyAsync(Bench.Want(A, B, C), seen.Digest, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Refused, "RW4003"), (outcome.Status, outcome.Failure!.Code));
        Assert.Null(outcome.Checkpoint);
        Assert.Equal(before, DeploymentJson.Write(await Bench.StateAsync()));
    }

    [EngineFact]
    public async Task A_state_that_moved_on_makes_a_preview_stale()
    {
        await Bench.AppliedAsync(Bench.Want(A, B));
        var target = Bench.Want(A);
        var seen = await PreviewAsync(target);
        await Bench.Engine.ForgetAsync(EngineBench.StateKey, Bench.Address("b"), CancellationToken.None);

        var outcome = await Bench.Engine.ApplyAsync(target, seen.Digest, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Refused, "RW4003"), (outcome.Status, outcome.Failure!.Code));
    }

    [EngineFact]
    public async Task A_conflict_is_shown_and_nothing_is_done()
    {
        await Bench.AppliedAsync(Bench.Want(A, B));
        var before = DeploymentJson.Write(await Bench.StateAsync());
        var target = Bench.Want(B) with { Moves = [new(Bench.Address("a"), Bench.Address("b"))] };

        var preview = await PreviewAsync(target);
        var outcome = await Bench.ApplyAsync(target);

        Assert.Contains(preview.Conflicts, c => c.Kind == ConflictKind.MoveTargetOccupied && c.Address == Bench.Address("b"));
        Assert.Equal((DeploymentStatus.Refused, "RW4005"), (outcome.Status, outcome.Failure!.Code));
        Assert.Equal(before, DeploymentJson.Write(await Bench.StateAsync()));
    }

    [EngineFact]
    public async Task What_the_program_protects_is_a_conflict_where_it_would_be_replaced()
    {
        await Bench.AppliedAsync(Bench.Want(A with { Protect = true }));

        var target = Bench.Want(A with { Protect = true, Object = "object-new" });
        var preview = await Bench.Engine.PreviewAsync(target, CancellationToken.None);
        var outcome = await Bench.Engine.ApplyAsync(target, preview.Digest, null, CancellationToken.None);

        Assert.Equal((ConflictKind.Protected, Bench.Address("a")), (preview.Conflicts.Single().Kind, preview.Conflicts[0].Address));
        Assert.Equal((DeploymentStatus.Refused, "RW4005"), (outcome.Status, outcome.Failure!.Code));
    }

    [EngineFact]
    public async Task Cancelling_ends_the_work_between_two_changes_and_leaves_the_state_whole()
    {
        var target = Bench.Want(A, B with { After = "a" }, C with { After = "b" });
        var preview = await PreviewAsync(target);

        var outcome = await Bench.ApplyCancelledAsync(target, preview.Digest, during: "b");
        var state = (await Bench.StateAsync())!;

        Assert.Equal((DeploymentStatus.Cancelled, "RW4015"), (outcome.Status, outcome.Failure!.Code));
        Assert.Contains(Bench.Address("a"), state.Resources.Select(r => r.Address));
        Assert.DoesNotContain(Bench.Address("c"), state.Resources.Select(r => r.Address));
        Assert.Equal(state.Resources.Select(r => r.Address), outcome.Applied.Select(c => c.Address));
        Assert.Equal((state.Serial, state.Lineage), (outcome.Checkpoint!.SerialAfter, outcome.Checkpoint.Lineage));
    }

    [EngineFact]
    public async Task Cancelling_before_anything_began_does_nothing()
    {
        var target = Bench.Want(A);
        var preview = await PreviewAsync(target);

        var outcome = await Bench.Engine.ApplyAsync(target, preview.Digest, null, new CancellationToken(canceled: true));

        Assert.Equal(DeploymentStatus.Cancelled, outcome.Status);
        Assert.Null(outcome.Checkpoint);
        Assert.Empty((await Bench.StateAsync())?.Resources ?? []);
    }

    [EngineFact]
    public async Task A_rollback_takes_back_what_was_created_and_does_so_once()
    {
        await Bench.AppliedAsync(Bench.Want(A));
        var before = await Bench.StateAsync();
        var outcome = await Bench.AppliedAsync(Bench.Want(A, B, C));
        Bench.Want(A);

        var back = await Bench.Engine.RollbackAsync(Reread(outcome.Checkpoint!), null, CancellationToken.None);
        var twice = await Bench.Engine.RollbackAsync(Reread(outcome.Checkpoint!), null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Succeeded, null), (back.Status, back.Failure));
        Assert.Equal([(CanonicalAction.Delete, Bench.Address("b")), (CanonicalAction.Delete, Bench.Address("c"))], back.Applied.Select(c => (c.Action, c.Address)).Order());
        Assert.Equal(before!.Resources.Select(r => (r.Address, r.Id)), (await Bench.StateAsync())!.Resources.Select(r => (r.Address, r.Id)));
        Assert.Equal((DeploymentStatus.Succeeded, 0), (twice.Status, twice.Applied.Length));
    }

    [EngineFact]
    public async Task A_rollback_takes_back_moves_and_forgets()
    {
        await Bench.AppliedAsync(Bench.Want(A, B, C));
        var before = (await Bench.StateAsync())!;
        var outcome = await Bench.AppliedAsync(Bench.Want(A, B with { Name = "z" }) with { Moves = [new(Bench.Address("b"), Bench.Address("z"))], Forgets = [Bench.Address("c")] });
        Assert.Equal(2, outcome.Applied.Length);

        var back = await Bench.Engine.RollbackAsync(Reread(outcome.Checkpoint!), null, CancellationToken.None);
        var after = (await Bench.StateAsync())!;

        Assert.Equal((DeploymentStatus.Succeeded, null), (back.Status, back.Failure));
        Assert.Equal(before.Resources.Select(r => (r.Address, r.Id)), after.Resources.Select(r => (r.Address, r.Id)));
        Assert.Equal((before.Lineage, true), (after.Lineage, after.Serial > outcome.Serial));
    }

    [EngineFact]
    public async Task What_was_told_before_an_apply_leads_back_where_nobody_heard_what_came_of_it()
    {
        await Bench.AppliedAsync(Bench.Want(A, B, C));
        var before = (await Bench.StateAsync())!;
        var told = await TellingAsync(Bench.Want(A, B with { Name = "z" }, new Wish("d", "object-d")) with { Moves = [new(Bench.Address("b"), Bench.Address("z"))], Forgets = [Bench.Address("c")] });
        if (told is null) return;

        var back = await Bench.Engine.RollbackAsync(Reread(told), null, CancellationToken.None);
        var after = (await Bench.StateAsync())!;

        Assert.Equal((DeploymentStatus.Succeeded, null, 3), (back.Status, back.Failure, back.Applied.Length));
        Assert.Empty(back.Unknown);
        Assert.Equal(before.Resources.Select(r => (r.Address, r.Id)), after.Resources.Select(r => (r.Address, r.Id)));
    }

    [EngineFact]
    public async Task What_was_told_before_an_apply_that_never_began_leads_back_to_the_same_state()
    {
        await Bench.AppliedAsync(Bench.Want(A, B));
        var before = DeploymentJson.Write(await Bench.StateAsync());
        var told = await TellingAsync(Bench.Want(A with { Value = "two" }, C), dies: true);
        if (told is null) return;

        var back = await Bench.Engine.RollbackAsync(Reread(told), null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Succeeded, null, 0), (back.Status, back.Failure, back.Applied.Length));
        Assert.Equal(before, DeploymentJson.Write(await Bench.StateAsync()));
    }

    [EngineFact]
    public async Task What_was_told_before_an_apply_that_changed_an_object_is_refused()
    {
        await Bench.AppliedAsync(Bench.Want(A));
        var told = await TellingAsync(Bench.Want(A with { Value = "two" }));
        if (told is null) return;

        var back = await Bench.Engine.RollbackAsync(Reread(told), null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Refused, "RW4007"), (back.Status, back.Failure!.Code));
    }

    [EngineFact]
    public async Task A_rollback_is_refused_as_a_whole_where_the_state_has_moved_on()
    {
        await Bench.AppliedAsync(Bench.Want(A));
        var outcome = await Bench.AppliedAsync(Bench.Want(A, B));
        await Bench.AppliedAsync(Bench.Want(A, B with { Value = "two" }));
        var before = DeploymentJson.Write(await Bench.StateAsync());

        var back = await Bench.Engine.RollbackAsync(outcome.Checkpoint!, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Refused, "RW4007"), (back.Status, back.Failure!.Code));
        Assert.Empty(back.Applied);
        Assert.Equal(before, DeploymentJson.Write(await Bench.StateAsync()));
    }

    // What the engine told before it acted; null for one whose simulation tells it.
    private async Task<DeploymentCheckpoint?> TellingAsync(DeploymentTarget target, bool dies = false)
    {
        DeploymentCheckpoint? told = null;
        var preview = await PreviewAsync(target);
        var engine = Bench.Engine.Telling(intent =>
        {
            told = intent;
            if (dies) throw new InvalidOperationException("killed");
        });
        if (dies && Bench.TellsBeforehand) await Assert.ThrowsAsync<InvalidOperationException>(() => engine.ApplyAsync(target, preview.Digest, null, CancellationToken.None));
        else await engine.ApplyAsync(target, preview.Digest, null, CancellationToken.None);
        Assert.Equal(Bench.TellsBeforehand, told is { IsIntent: true });
        return told;
    }

    [EngineFact]
    public async Task Verifying_finds_nothing_after_an_apply_and_what_is_not_applied_before()
    {
        await Bench.AppliedAsync(Bench.Want(A));
        var clean = await Bench.Engine.VerifyAsync(Bench.Want(A), CancellationToken.None);
        var open = await Bench.Engine.VerifyAsync(Bench.Want(A, B), CancellationToken.None);

        Assert.True(clean.IsClean, DeploymentJson.Write(clean));
        Assert.Null(open.Failure);
        Assert.Equal((DriftKind.NotApplied, Bench.Address("b")), (open.Findings.Single().Kind, open.Findings[0].Address));
    }

    [EngineFact(NeedsCloud = true)]
    public async Task Verifying_finds_what_was_changed_and_what_was_lost_outside()
    {
        var target = Bench.Want(A, B, C);
        await Bench.AppliedAsync(target);
        await Bench.ChangeOutsideAsync(A with { Value = "other" });
        await Bench.LoseOutsideAsync(B);

        var report = await Bench.Engine.VerifyAsync(target, CancellationToken.None);

        Assert.Null(report.Failure);
        var changed = Assert.Single(report.Findings, f => f.Kind == DriftKind.Changed);
        Assert.Equal(Bench.Address("a"), changed.Address);
        Assert.Contains(changed.Differences, d => d.Before?.Text == "one" && d.After?.Text == "other");
        Assert.Equal(Bench.Address("b"), Assert.Single(report.Findings, f => f.Kind == DriftKind.Missing).Address);
        Assert.DoesNotContain(report.Findings, f => f.Address == Bench.Address("c"));
    }

    [EngineFact]
    public async Task Progress_names_each_change_when_it_begins_and_when_it_is_done()
    {
        var target = Bench.Want(A, B with { After = "a" });
        var seen = new Recorder();

        await Bench.ApplyAsync(target, seen);

        (DeploymentEventKind, CanonicalAction, string)[] expected =
        [
            (DeploymentEventKind.Started, CanonicalAction.Create, Bench.Address("a")), (DeploymentEventKind.Completed, CanonicalAction.Create, Bench.Address("a")),
            (DeploymentEventKind.Started, CanonicalAction.Create, Bench.Address("b")), (DeploymentEventKind.Completed, CanonicalAction.Create, Bench.Address("b")),
        ];
        Assert.Equal(expected, seen.Seen.Where(e => e.Kind != DeploymentEventKind.Note).Select(e => (e.Kind, e.Action, e.Address)));
    }

    [EngineFact]
    public async Task A_preview_changes_nothing_and_is_the_same_each_time()
    {
        var first = await PreviewAsync(Bench.Want(A, B));
        Assert.Null(await Bench.StateAsync());
        await Bench.AppliedAsync(Bench.Want(A, B, C));
        var before = Bench.KeptTexts().ToList();
        var target = Bench.Want(A with { Value = "two" }, B with { Object = "object-new" }, new Wish("d", "object-d"));

        var one = await PreviewAsync(target);
        var two = await PreviewAsync(target);

        Assert.Equal(before, Bench.KeptTexts());
        Assert.Equal(DeploymentJson.Write(one), DeploymentJson.Write(two));
        Assert.Equal((one.Digest, one.Digest), (two.Digest, DeploymentJson.Read<DeploymentPreview>(DeploymentJson.Write(one)).Digest));
        Assert.NotEqual(first.Digest, one.Digest);
        Assert.Equal(new ChangeCounts(0, 0, 0, 0, 1, 1, 1, 1), one.Counts);
    }

    [EngineFact]
    public async Task A_secret_value_is_in_no_preview_outcome_event_or_report()
    {
        const string Value = "correct horse battery staple";
        var target = Bench.WantSecret(Value);
        var seen = new Recorder();

        var preview = await PreviewAsync(target);
        var outcome = await Bench.Engine.ApplyAsync(target, preview.Digest, seen, CancellationToken.None);
        var report = await Bench.Engine.VerifyAsync(target, CancellationToken.None);
        var again = await PreviewAsync(target);

        Assert.Equal((DeploymentStatus.Succeeded, null), (outcome.Status, outcome.Failure));
        string[] told = [DeploymentJson.Write(preview), DeploymentJson.Write(outcome), string.Join('\n', seen.Seen), DeploymentJson.Write(report), DeploymentJson.Write(again), DeploymentJson.Write(await Bench.StateAsync())];
        Assert.All(told, t => Assert.DoesNotContain(Value, t, StringComparison.Ordinal));
        Assert.True(again.Counts.IsNothing);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bench.IsValueCreated) _bench.Value.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the engine and its place.</summary>
    protected abstract EngineBench MakeBench();

    private async Task<DeploymentPreview> PreviewAsync(DeploymentTarget? target = null)
    {
        var preview = await Bench.Engine.PreviewAsync(target ?? Bench.Want(), CancellationToken.None);
        Assert.Null(preview.Failure);
        return preview;
    }

    private async Task<IEnumerable<string>> AddressesAsync() => (await Bench.StateAsync())?.Resources.Select(r => r.Address) ?? [];

    private static DeploymentCheckpoint Reread(DeploymentCheckpoint checkpoint) => DeploymentJson.Read<DeploymentCheckpoint>(DeploymentJson.Write(checkpoint));
}
