using Rewriter.Deployment;

namespace Rewriter.EngineContract;

/// <summary>An engine with a place of its own, in which a test says what is wanted and looks at what came of it.</summary>
public abstract class EngineBench : IDisposable
{
    /// <summary>The key of the state.</summary>
    public const string StateKey = "shop/prod";

    /// <summary>The engine. A rollback may destroy what an apply created.</summary>
    public abstract IDeploymentEngine Engine { get; }

    /// <summary>Whether the engine tells beforehand what leads back; one whose simulation tells it does not.</summary>
    public virtual bool TellsBeforehand => true;

    /// <summary>Says what is wanted; engines whose program is a file write it.</summary>
    public abstract DeploymentTarget Want(params Wish[] wanted);

    /// <summary>The address of a name.</summary>
    public abstract string Address(string name);

    /// <summary>A wish as a declaration.</summary>
    public abstract ResourceDeclaration Declare(Wish wish);

    /// <summary>The id under which an object is imported.</summary>
    public abstract string ImportId(Wish wish);

    /// <summary>The state as it is now; null where there is none.</summary>
    public abstract Task<EngineState?> StateAsync();

    /// <summary>Everything that the engine keeps about states, as bytes in files or texts, without the cloud itself.</summary>
    public abstract IEnumerable<string> KeptTexts();

    /// <summary>Applies, and cancels while the work on a name goes on.</summary>
    public abstract Task<DeploymentOutcome> ApplyCancelledAsync(DeploymentTarget target, string digest, string during);

    /// <summary>A wish that holds a secret value, in a program that hands it over as one.</summary>
    public abstract DeploymentTarget WantSecret(string value);

    /// <summary>Makes an object without a state.</summary>
    public virtual Task MakeOutsideAsync(Wish wish) => throw new NotSupportedException();

    /// <summary>Gives an object another value without the state.</summary>
    public virtual Task ChangeOutsideAsync(Wish wish) => throw new NotSupportedException();

    /// <summary>Takes an object away without the state.</summary>
    public virtual Task LoseOutsideAsync(Wish wish) => throw new NotSupportedException();

    /// <summary>Whether an object exists, whatever the state says.</summary>
    public virtual bool ExistsOutside(Wish wish) => throw new NotSupportedException();

    /// <summary>Previews, and applies what was previewed.</summary>
    public async Task<DeploymentOutcome> ApplyAsync(DeploymentTarget target, IProgress<DeploymentEvent>? progress = null)
    {
        var preview = await Engine.PreviewAsync(target, CancellationToken.None);
        Assert.Null(preview.Failure);
        return await Engine.ApplyAsync(target, preview.Digest, progress, CancellationToken.None);
    }

    /// <summary>Applies and expects that all went well.</summary>
    public async Task<DeploymentOutcome> AppliedAsync(DeploymentTarget target)
    {
        var outcome = await ApplyAsync(target);
        Assert.Null(outcome.Failure);
        Assert.Equal(DeploymentStatus.Succeeded, outcome.Status);
        return outcome;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes the place away.</summary>
    protected abstract void Dispose(bool disposing);
}
