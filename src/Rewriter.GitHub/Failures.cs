using System.Globalization;
using System.Net;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Forges;

namespace Rewriter.GitHub;

/// <summary>Makes exceptions of the table of messages.</summary>
internal static class Failures
{
    public static ForgeException Of(DiagnosticDescriptor descriptor, HttpStatusCode? status, Exception? inner, params object?[] arguments) =>
        new(descriptor.Id, descriptor.Anywhere(arguments).GetMessage(CultureInfo.InvariantCulture), descriptor.Description.ToString(CultureInfo.InvariantCulture), status, inner);

    public static ForgeException NotConfigured(string what, Exception? inner = null) => Of(Descriptors.ForgeNotConfigured, null, inner, what);

    public static ForgeException Unexpected(string request, HttpStatusCode status, string what, Exception? inner = null) =>
        Of(Descriptors.ForgeUnexpectedAnswer, status, inner, request, (int)status, what);

    public static bool Is(this ForgeException failure, DiagnosticDescriptor descriptor) => failure.Code == descriptor.Id;
}
