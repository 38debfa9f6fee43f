using Rewriter.Deployment;
using P = Pulumi;

namespace Stacks.Official;

/// <summary>Turns values of the model into inputs of the SDK; what the model leaves out stays unset.</summary>
internal static class Inputs
{
    // An input that is not set is null, whatever its annotation says.
    public static P.Input<string> Text(StackValue? value) => value?.Text is { } text ? (P.Input<string>)text : null!;

    public static P.Input<bool> Flag(StackValue? value) => value?.Boolean is { } flag ? (P.Input<bool>)flag : null!;

    public static P.Input<int> Number(StackValue? value) => value?.Number is { } number ? (P.Input<int>)(int)number : null!;

    public static P.InputMap<string> Texts(StackValue? value)
    {
        if (value is null) return null!;
        var result = new P.InputMap<string>();
        foreach (var (key, member) in value.Members) result.Add(key, member.Text!);
        return result;
    }

    public static P.InputList<string> Strings(StackValue? value)
    {
        if (value is null) return null!;
        var result = new P.InputList<string>();
        foreach (var item in value.Items) result.Add((P.Input<string>)item.Text!);
        return result;
    }

    public static P.InputList<T> List<T>(StackValue? value, Func<StackMap, T> make)
    {
        if (value is null) return null!;
        var result = new P.InputList<T>();
        foreach (var item in value.Items) result.Add((P.Input<T>)make(item.Members));
        return result;
    }
}
