namespace Rewriter.Pulumi;

/// <summary>
/// One stack and its program, and what can be done with them: all that the engine needs of Pulumi. The command and the
/// Automation API stand behind it; neither decides anything.
/// </summary>
internal interface IPulumiStack : IDisposable
{
    /// <summary>The state as <c>stack export</c> gives it, secrets encrypted; null where there is no such stack.</summary>
    Task<string?> ExportAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the state.</summary>
    Task ImportAsync(string export, CancellationToken cancellationToken);

    /// <summary>Makes the stack where there is none.</summary>
    Task EnsureAsync(CancellationToken cancellationToken);

    /// <summary>Gives the stack the program that is generated for a target. Where the user has one of their own, that stays.</summary>
    void Use(PulumiProgram program);

    /// <summary>What an update would do. Where there is no such stack, it is asked of an empty one elsewhere, so that none is made.</summary>
    /// <param name="exists">Whether there is such a stack.</param>
    /// <param name="expectNoChanges">Whether changes are an end of their own (<see cref="PulumiRun.ChangesFound"/>).</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    Task<PulumiRun> PreviewAsync(bool exists, bool expectNoChanges, CancellationToken cancellationToken);

    /// <summary>What a refresh would find; its steps are those that it would take over into the state.</summary>
    Task<PulumiRun> PreviewRefreshAsync(CancellationToken cancellationToken);

    /// <summary>Updates, without a preview of its own.</summary>
    Task<PulumiRun> UpdateAsync(Action<PulumiEvent> onEvent, CancellationToken cancellationToken);

    /// <summary>Destroys some resources and nothing else.</summary>
    Task<PulumiRun> DestroyAsync(IReadOnlyCollection<string> urns, Action<PulumiEvent> onEvent, CancellationToken cancellationToken);

    /// <summary>Takes an existing object into the state.</summary>
    Task<PulumiRun> AdoptAsync(string type, string name, string id, CancellationToken cancellationToken);
}
