namespace Rewriter.Syntax.Hcl;

/// <summary>
/// What names mean in a file by Terraform's language: which blocks declare, which words refer. In a file that is not
/// Terraform's, and in HCL inside of another language, nothing is declared.
/// </summary>
internal sealed class TerraformFile
{
    /// <summary>What the scope of a name begins with that a called module declares.</summary>
    public const string ModulePrefix = "module.";

    /// <summary>What stands between two calls in the scope of a name that an address reaches through both.</summary>
    public const string InnerModule = ".module.";

    private readonly string _folder;
    private readonly bool _isConfiguration;
    private readonly bool _isValues;

    private TerraformFile(string folder, bool isConfiguration, bool isValues)
    {
        _folder = folder;
        _isConfiguration = isConfiguration;
        _isValues = isValues;
    }

    public static TerraformFile Of(ReadRequest request)
    {
        var own = request.Languages.Depth == 1;
        var extension = request.Path.Extension;
        return new TerraformFile(request.Path.Parent.Value, own && extension is ".tf" or ".tofu", own && extension == ".tfvars");
    }

    public SymbolReference? Use(string kind, string name) => _isConfiguration ? new SymbolReference(kind, name, false, _folder) : null;

    public SymbolReference? UseIn(string kind, string name, string module) =>
        _isConfiguration ? new SymbolReference(kind, name, false, ModulePrefix + module) : null;

    /// <summary>What the name of an argument declares or refers to.</summary>
    public SymbolReference? KeySymbol(BlockContext block, string name)
    {
        if (_isValues) return block.Depth == 0 ? new SymbolReference(TerraformKinds.Variable, name, false, _folder) : null;
        if (!_isConfiguration || block.Depth != 1) return null;
        return block.Type switch
        {
            "locals" => Definition(TerraformKinds.Local, name),
            "module" when block.FirstLabel is { } module && !IsMetaArgument(name) => UseIn(TerraformKinds.Variable, name, module),
            _ => null,
        };
    }

    /// <summary>What the label of a block declares.</summary>
    public SymbolReference? LabelSymbol(BlockContext block, int index, string name)
    {
        if (!_isConfiguration || block.Depth != 1) return null;
        return (block.Type, index) switch
        {
            ("variable", 0) => Definition(TerraformKinds.Variable, name),
            ("output", 0) => Definition(TerraformKinds.Output, name),
            ("module", 0) => Definition(TerraformKinds.Module, name),
            ("resource", 1) => Definition(TerraformKinds.Resource, $"{block.FirstLabel}.{name}"),
            ("data", 1) => Definition(TerraformKinds.Data, $"{block.FirstLabel}.{name}"),
            ("ephemeral", 1) => Definition(TerraformKinds.Ephemeral, $"{block.FirstLabel}.{name}"),
            _ => null,
        };
    }

    /// <summary>What an argument's string declares: the alias of a provider.</summary>
    public SymbolReference? ValueSymbol(BlockContext block, string argument, string value) =>
        _isConfiguration && block.Is("provider") && argument == "alias" ? Definition(TerraformKinds.Provider, $"{block.FirstLabel}.{value}") : null;

    /// <summary>What the label of a block is for.</summary>
    public static Label LabelOf(BlockContext block, int index, bool isLast) => (block.Type, index) switch
    {
        ("resource" or "data" or "ephemeral" or "source", 0) => Label.Type,
        ("provider" or "backend" or "provisioner" or "cloud", 0) => Label.Type,
        ("dynamic", 0) => Label.Key,
        _ => index == 0 && !isLast ? Label.Type : Label.Symbol,
    };

    /// <summary>What the names in an argument's value stand for.</summary>
    public static ExpressionContext ContextOf(BlockContext block, string argument, ExpressionContext outer) => (block.Type, argument) switch
    {
        ("variable", "type") when block.Depth == 1 => ExpressionContext.Types,
        ("lifecycle", "ignore_changes") => ExpressionContext.PlainNames,
        ("moved" or "import", "to") when block.Depth == 1 => ExpressionContext.Addresses,
        ("moved" or "removed", "from") => ExpressionContext.PlainNames,
        ("required_providers", _) => ExpressionContext.ProviderAliases,
        ("terraform", _) => ExpressionContext.PlainNames,
        ("resource" or "data" or "ephemeral" or "import", "provider") when block.Depth == 1 => ExpressionContext.Providers,
        ("module", "providers") when block.Depth == 1 => ExpressionContext.Providers,
        _ => outer,
    };

    private SymbolReference Definition(string kind, string name) => new(kind, name, true, _folder);

    /// <summary>A provider's configuration that the module is given by its caller.</summary>
    public SymbolReference? ProviderAlias(string name) => _isConfiguration ? Definition(TerraformKinds.Provider, name) : null;

    // The arguments of a module block that are Terraform's own, and not variables of the module that is called.
    private static bool IsMetaArgument(string name) => name is "source" or "version" or "count" or "for_each" or "providers" or "depends_on";
}
