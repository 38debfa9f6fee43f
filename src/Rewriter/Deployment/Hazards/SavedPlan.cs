namespace Rewriter.Deployment.Hazards;

/// <summary>A plan that was saved to be applied later.</summary>
/// <param name="Name">The plan's name or file.</param>
/// <param name="Backend">The backend for which it was made: <c>gs://bucket/orderflow/prod</c> or a state key.</param>
/// <param name="CurrentBackend">The backend that is configured now.</param>
public sealed record SavedPlan(string Name, string Backend, string CurrentBackend);
