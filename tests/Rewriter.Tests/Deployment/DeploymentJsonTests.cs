using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rewriter.Deployment;

namespace Rewriter.Tests.Deployment;

public sealed class DeploymentJsonTests
{
    private static readonly Type[] Written = [typeof(EngineState), typeof(CloudSnapshot), typeof(DeploymentPreview), typeof(DeploymentOutcome), typeof(DeploymentCheckpoint), typeof(VerificationReport), typeof(CloudUndo), typeof(TrafficSplit)];

    [Fact]
    public void Every_enumeration_that_is_written_is_a_word_and_not_a_number()
    {
        var enums = Reached().Where(t => t.IsEnum).ToList();

        Assert.True(enums.Count >= 5, $"only {enums.Count} were found");
        foreach (var type in enums)
        {
            var written = JsonSerializer.Serialize(Enum.GetValues(type).GetValue(0), DeploymentJson.Options.GetTypeInfo(type));
            Assert.True(written.StartsWith('"'), $"{type.Name} is written as {written}");
        }
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a \"b\" \\ c\n", "\"a \\\"b\\\" \\\\ c\\n\"")]
    [InlineData("grün <&>", "\"grün <&>\"")]
    public void A_text_is_quoted_as_JSON_with_nothing_escaped_that_need_not_be(string text, string expected) => Assert.Equal(expected, DeploymentJson.Quote(text));

    private static HashSet<Type> Reached()
    {
        var (seen, waiting) = (new HashSet<Type>(), new Stack<Type>(Written));
        while (waiting.TryPop(out var type))
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (!seen.Add(type)) continue;
            var info = DeploymentJson.Options.GetTypeInfo(type);
            foreach (var property in info.Properties.Where(p => p.Get is not null)) waiting.Push(property.PropertyType);
            if (info.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary && info.ElementType is { } element) waiting.Push(element);
        }

        return seen;
    }
}
