using Rewriter.Syntax;
using Rewriter.Syntax.Hcl;

namespace Rewriter.Renaming.Rules;

/// <summary>
/// Words that a grammar, a provider or a cluster defines: keywords, types of resources, arguments of their schemas,
/// kinds of objects.
/// </summary>
internal sealed class GrammarRule : IOccurrenceRule
{
    private static readonly RenameVerdict Keyword = RenameVerdict.Leave("keyword", "it is a word of the language itself");
    private static readonly RenameVerdict Type = RenameVerdict.Leave("provider-type", "it is a type that a provider defines");
    private static readonly RenameVerdict Schema = RenameVerdict.Leave("provider-schema", "it is an argument or an attribute that a provider defines");
    private static readonly RenameVerdict Kind = RenameVerdict.Leave("kubernetes-kind", "it is a kind of object that Kubernetes defines");
    private static readonly RenameVerdict CustomKind = RenameVerdict.Propose("custom-kind", "it is a kind of object that a cluster knows by a definition");
    private static readonly RenameVerdict ModuleArgument = RenameVerdict.Leave("foreign-module", "it is an argument of a module that is fetched from elsewhere");

    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "APIService", "Binding", "CertificateSigningRequest", "ClusterRole", "ClusterRoleBinding", "ConfigMap", "ControllerRevision", "CronJob", "CSIDriver", "CSINode", "CustomResourceDefinition", "DaemonSet",
        "Deployment", "EndpointSlice", "Endpoints", "Event", "Eviction", "FlowSchema", "Gateway", "GatewayClass", "HorizontalPodAutoscaler", "HTTPRoute", "Ingress", "IngressClass", "Job", "Kustomization", "Lease",
        "LimitRange", "List", "MutatingWebhookConfiguration", "Namespace", "NetworkPolicy", "Node", "PersistentVolume", "PersistentVolumeClaim", "Pod", "PodDisruptionBudget", "PodTemplate", "PriorityClass",
        "ReplicaSet", "ReplicationController", "ResourceQuota", "Role", "RoleBinding", "RuntimeClass", "Secret", "Service", "ServiceAccount", "StatefulSet", "StorageClass", "ValidatingWebhookConfiguration",
        "VolumeAttachment", "Application", "ApplicationSet", "AppProject", "Workflow", "WorkflowTemplate", "Component",
    };

    public RenameVerdict? Judge(OccurrenceContext occurrence)
    {
        var leaf = occurrence.Leaf;
        if (leaf.Label == Label.Keyword) return Keyword;
        return leaf.Languages?.Language switch
        {
            "hcl" => JudgeTerraform(occurrence, leaf),
            "yaml" when leaf.Label == Label.Type && leaf.Path.Segment == "kind" => Kinds.Contains(leaf.Decode(occurrence.File.Text)) ? Kind : CustomKind,
            _ => null,
        };
    }

    private static RenameVerdict? JudgeTerraform(OccurrenceContext occurrence, SyntaxLeaf leaf)
    {
        if (leaf.Label == Label.Type) return Type;
        if (leaf.Symbol is { Kind: TerraformKinds.Variable or TerraformKinds.Output, IsDefinition: false, Scope: { } scope } && scope.StartsWith("module.", StringComparison.Ordinal))
            return occurrence.Facts.Modules.IsForeign(occurrence.File.Path, scope["module.".Length..]) ? ModuleArgument : null;
        if (leaf.Symbol is not null || leaf.Languages.Depth > 1) return null;
        return leaf.Label switch
        {
            Label.Key when IsArgument(occurrence.File.Text, leaf.Span.Start) => Schema,
            Label.Address => JudgeAddress(occurrence, leaf),
            _ => null,
        };
    }

    /// <summary>True directly in a block, false in an object or at the top of a file.</summary>
    private static bool IsArgument(string text, int at)
    {
        var depth = 0;
        for (var i = at - 1; i >= 0; i--)
        {
            if (text[i] is '}' or ']' or ')') depth++;
            else if (text[i] is '{' or '[' or '(' && depth-- == 0) return text[i] == '{' && OpensBlock(text, i);
        }

        return false;
    }

    private static bool OpensBlock(string text, int brace)
    {
        var before = text.AsSpan(0, brace).TrimEnd();
        return !before.IsEmpty && (before[^1] == '"' || char.IsLetterOrDigit(before[^1]) || before[^1] is '_' or '-');
    }

    private static RenameVerdict? JudgeAddress(OccurrenceContext occurrence, SyntaxLeaf leaf)
    {
        var text = occurrence.File.Text;
        var start = leaf.Span.Start;
        while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '-' or '.' or '[' or ']' or '*')) start--;
        var root = text.AsSpan(start, leaf.Span.End - start);
        var dot = root.IndexOf('.');

        // TYPE.name.attribute or data.TYPE.name.attribute; names themselves are declared, and have a symbol.
        if (dot < 0 || root[..dot] is "data" && root[(dot + 1)..].IndexOf('.') < 0) return Type;
        return root[..dot] is "data" || root[..dot].Contains('_') ? Schema : null;
    }
}
