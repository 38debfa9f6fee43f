using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>Attribute access, index and splat operators, and what their names refer to in Terraform.</summary>
internal sealed partial class HclReader
{
    private Traversal Begin(string name)
    {
        var root = name switch
        {
            "true" or "false" or "null" => TraversalRoot.Word,
            _ when _bound.Contains(name) => TraversalRoot.None,
            "each" or "count" or "self" or "path" or "terraform" => TraversalRoot.Word,
            "var" => TraversalRoot.Variable,
            "local" => TraversalRoot.Local,
            "module" => TraversalRoot.Module,
            "data" => TraversalRoot.Data,
            "ephemeral" => TraversalRoot.Ephemeral,
            "resource" => TraversalRoot.ResourceWord,
            _ => _expression is ExpressionContext.Providers or ExpressionContext.ProviderAliases ? TraversalRoot.Provider : TraversalRoot.Resource,
        };
        if (_expression is ExpressionContext.Types && root is not TraversalRoot.Word) root = TraversalRoot.None;
        return new Traversal { Root = root, Owner = root is TraversalRoot.Resource or TraversalRoot.Provider ? name : null };
    }

    private Label LabelOfRoot(string name, Traversal traversal) => traversal.Root switch
    {
        TraversalRoot.None when _expression == ExpressionContext.Types => Label.Type,
        TraversalRoot.None when _bound.Contains(name) => Label.Variable,
        TraversalRoot.None or TraversalRoot.Resource or TraversalRoot.Provider => Label.Address,
        _ => Label.Keyword,
    };

    private bool ReadPostfix(StructuralPath path, ref Traversal traversal)
    {
        while (true)
        {
            if (!SkipBlank()) return false;
            if (Here == '.' && !(Next(1) == '.' && Next(2) == '.'))
            {
                _at++;
                if (!ReadAttributeAccess(path, ref traversal)) return false;
            }
            else if (Here == '[')
            {
                if (!ReadIndex(path, ref traversal)) return false;
            }
            else
            {
                return true;
            }
        }
    }

    private bool ReadAttributeAccess(StructuralPath path, ref Traversal traversal)
    {
        if (!SkipBlank()) return false;
        if (_hasHoles && TakeHole()) return true;
        if (Here == '*')
        {
            // "Splat Operators": an attribute-only splat holds no other.
            if (traversal.InAttributeSplat) return Fail("a splat cannot stand in an attribute-only splat");
            _at++;
            traversal.InAttributeSplat = true;
            return true;
        }

        if (char.IsAsciiDigit(Here)) return ReadLegacyIndex(path);
        if (!TakeIdentifier(out var span, out var name)) return Fail("a name was expected behind '.'");
        var symbol = SymbolOf(ref traversal, name);
        var isVariable = traversal.Root is TraversalRoot.Variable or TraversalRoot.Local && traversal.Names == 1;
        Add(span, isVariable ? Label.Variable : Label.Address, path, symbol);
        return true;
    }

    /// <summary><c>a.0.b</c>, as versions before 0.12 wrote an index; <c>a.0.1</c> would be a number and is refused.</summary>
    private bool ReadLegacyIndex(StructuralPath path)
    {
        var end = HclCharacters.EndOfNumber(_text, _at);
        if (_text.AsSpan(_at, end - _at).Contains('.')) return Fail("two indexes cannot be chained with dots");
        return ReadNumber(path);
    }

    private bool ReadIndex(StructuralPath path, ref Traversal traversal)
    {
        _at++;
        traversal.InAttributeSplat = false;

        // The type of a resource has no index: the next name is not a resource's.
        if (traversal is { Root: TraversalRoot.Resource or TraversalRoot.Provider, Names: 0 }) traversal.Root = TraversalRoot.None;
        if (CharAt(Ahead()) == '*')
        {
            // The brackets of a full splat, unlike those of an index, do not make line ends blank.
            if (!SkipBlank()) return false;
            _at++;
            if (!SkipBlank()) return false;
        }
        else
        {
            var outer = BeginBrackets();
            if (!ReadInReferences(path)) return false;
            _newlinesAreBlank = outer;
        }

        return Take(']') || Fail("']' was expected");
    }

    private bool ReadInReferences(StructuralPath path)
    {
        if (!Enter() || !ReadExpression(path)) return false;
        Leave();
        return true;
    }

    /// <summary>What the next name of a traversal refers to, if anything that is declared.</summary>
    private SymbolReference? SymbolOf(ref Traversal traversal, string name)
    {
        var position = traversal.Names++;
        if (_expression == ExpressionContext.PlainNames) return null;
        switch (traversal.Root, position)
        {
            case (TraversalRoot.Variable, 0): return _terraform.Use(TerraformKinds.Variable, name);
            case (TraversalRoot.Local, 0): return _terraform.Use(TerraformKinds.Local, name);
            case (TraversalRoot.Resource, 0) or (TraversalRoot.ResourceWord, 1): return Used(TerraformKinds.Resource, traversal, name);
            case (TraversalRoot.Provider, 0) when _expression == ExpressionContext.ProviderAliases: return _terraform.ProviderAlias(Qualified(traversal.Owner!, name));
            case (TraversalRoot.Provider, 0): return _terraform.Use(TerraformKinds.Provider, Qualified(traversal.Owner!, name));
            case (TraversalRoot.Data, 1): return Used(TerraformKinds.Data, traversal, name);
            case (TraversalRoot.Ephemeral, 1): return Used(TerraformKinds.Ephemeral, traversal, name);
            case (TraversalRoot.Module, 1) when _expression == ExpressionContext.Addresses:
                traversal = Within(traversal, name);
                return null;
            case (TraversalRoot.Module, 1): return _terraform.UseIn(TerraformKinds.Output, name, traversal.Owner!);
            case (TraversalRoot.Data or TraversalRoot.Ephemeral or TraversalRoot.ResourceWord, 0):
                traversal.Owner = name;
                return null;
            case (TraversalRoot.Module, 0):
                traversal.Owner = name;
                return traversal.Module is null ? _terraform.Use(TerraformKinds.Module, name) : _terraform.UseIn(TerraformKinds.Module, name, traversal.Module);
            default: return null;
        }
    }

    private SymbolReference? Used(string kind, Traversal traversal, string name)
    {
        var qualified = Qualified(traversal.Owner!, name);
        return traversal.Module is null ? _terraform.Use(kind, qualified) : _terraform.UseIn(kind, qualified, traversal.Module);
    }

    /// <summary>An address behind <c>module.NAME</c>, which begins anew in that module.</summary>
    private static Traversal Within(Traversal outer, string name)
    {
        var module = outer.Module is null ? outer.Owner : string.Concat(outer.Module, TerraformFile.InnerModule, outer.Owner);
        return name switch
        {
            "module" => new Traversal { Root = TraversalRoot.Module, Module = module },
            "data" => new Traversal { Root = TraversalRoot.Data, Module = module },
            "ephemeral" => new Traversal { Root = TraversalRoot.Ephemeral, Module = module },
            _ => new Traversal { Root = TraversalRoot.Resource, Owner = name, Module = module },
        };
    }

    private static string Qualified(string type, string name) => string.Concat(type, ".", name);
}
