namespace Rewriter.Deployment;

/// <summary>Lets tests break the embedded engine at a chosen place.</summary>
public interface IFaultInjector
{
    /// <summary>Called before each change to the cloud or a state; throws to make it fail.</summary>
    /// <param name="operation">What is about to happen: <c>cloud</c> or <c>state</c> and the action, such as <c>cloud create</c>.</param>
    /// <param name="subject">The address or id that it happens to.</param>
    void Before(string operation, string subject);
}
