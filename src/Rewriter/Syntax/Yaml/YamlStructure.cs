namespace Rewriter.Syntax.Yaml;

/// <summary>Gives every node its path, and learns what the root of each document says about the kind of file.</summary>
internal sealed class YamlStructure
{
    private readonly List<DocumentFacts> _documents = [];

    /// <summary>What is known of each document, in order.</summary>
    public IReadOnlyList<DocumentFacts> Documents => _documents;

    /// <summary>
    /// Walks the nodes. A single document's paths begin at the root; where there are several, each begins with its
    /// place (0-based): <c>[1].metadata.name</c>.
    /// </summary>
    public static YamlStructure Build(YamlStream stream, StructuralPath root)
    {
        var structure = new YamlStructure();
        var frames = new Stack<Frame>();
        var document = root;
        foreach (ref var node in stream.Nodes)
        {
            switch (node.Kind)
            {
                case YamlNodeKind.Document:
                    frames.Clear();
                    document = stream.Documents > 1 ? root.Child(structure._documents.Count) : root;
                    structure._documents.Add(new DocumentFacts(document));
                    node.Path = node.Container = document;
                    break;
                case YamlNodeKind.End:
                    if (frames.TryPop(out var ended)) node.Path = node.Container = ended.Path;
                    break;
                default:
                    Place(ref node, frames, document);
                    if (node.IsKey && frames.Count == 1 && node.Kind == YamlNodeKind.Scalar) structure._documents[^1].RootKeys.Add(node.Value);
                    if (node.Kind is YamlNodeKind.Mapping or YamlNodeKind.Sequence) frames.Push(new Frame(node.Path, node.Kind == YamlNodeKind.Mapping));
                    break;
            }
        }

        return structure;
    }

    private static void Place(ref YamlNode node, Stack<Frame> frames, StructuralPath document)
    {
        if (!frames.TryPeek(out var frame))
        {
            node.Path = node.Container = document;
            return;
        }

        node.Container = frame.Path;
        node.Path = frame.Next(node, out node.IsKey);
    }

    /// <summary>A document of the stream.</summary>
    internal sealed class DocumentFacts(StructuralPath root)
    {
        public StructuralPath Root { get; } = root;

        public HashSet<string> RootKeys { get; } = new(StringComparer.Ordinal);

        /// <summary>True for an object in the manner of Kubernetes.</summary>
        public bool IsObject => RootKeys.Contains("apiVersion") && RootKeys.Contains("kind");
    }

    private sealed class Frame(StructuralPath path, bool isMapping)
    {
        private StructuralPath? _value;
        private int _index;

        public StructuralPath Path { get; } = path;

        public StructuralPath Next(in YamlNode node, out bool isKey)
        {
            isKey = isMapping && _value is null;
            if (!isMapping) return Path.Child(_index++);
            if (_value is { } value)
            {
                _value = null;
                return value;
            }

            // A key that is itself a collection has no name that a path could show.
            return _value = Path.Child(node.Kind switch { YamlNodeKind.Scalar => node.Value, YamlNodeKind.Alias => "*" + node.Value, _ => "?" });
        }
    }
}
