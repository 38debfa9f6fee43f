using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Rewriter.Deployment;

/// <summary>Makes failures from the table of messages.</summary>
public static class DeploymentFailures
{
    /// <summary>A failure with the code, the message and the remedy of a descriptor.</summary>
    public static DeploymentFailure Failure(this DiagnosticDescriptor descriptor, string? address, params object?[] arguments) => new(
        descriptor.Id,
        string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), arguments),
        descriptor.Description.ToString(CultureInfo.InvariantCulture),
        address);
}
