using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Rewriter.Syntax.Json;

namespace Rewriter.Tests.Syntax.Json;

public sealed class JsonPropertyTests
{
    [Fact]
    public void Any_string_reads_as_what_was_written()
    {
        Prop.ForAll<NonNull<string>>(ArbMap.Default.ArbFor<NonNull<string>>(), meant =>
        {
            var text = $"[{JsonSerializer.Serialize(meant.Get)}]";
            var document = ReaderHarness.Read("a.json", text);
            Assert.Empty(document.Problems);
            var leaf = document.Leaves.FirstOrDefault(l => l.HasMeaning);
            Assert.Equal(JsonDocument.Parse(text).RootElement[0].GetString(), leaf.Codec is null ? string.Empty : leaf.Decode(text));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_new_text_without_lone_surrogates_can_be_written_into_a_string()
    {
        Prop.ForAll<NonEmptyString>(ArbMap.Default.ArbFor<NonEmptyString>(), meant =>
        {
            if (meant.Get.Any(char.IsSurrogate)) return;
            var (edited, outcome) = ReaderHarness.Rename("a.json", """{"k": "a ORDERFLOW b"}""", "ORDERFLOW", meant.Get);
            Assert.True(outcome.IsProven);
            Assert.Equal($"a {meant.Get} b", JsonDocument.Parse(edited).RootElement.GetProperty("k").GetString());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Agrees_with_the_platform_on_what_a_number_is()
    {
        var parts = Gen.Elements("0", "1", "12", "-", "+", ".", "e", "E", "00", "5");
        Prop.ForAll(Gen.ArrayOf(parts).ToArbitrary(), pieces =>
        {
            var word = string.Concat(pieces);
            Assert.Equal(IsNumber(word), JsonLiteral.IsValid(word));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Broken_texts_are_covered_and_never_throw()
    {
        const string Sample = "{\n  \"a\": [1, true, null, \"x\\u0041\"],\r\n  \"b\": {\"c\": -1.5e3} // y\n}\n";
        string[] signs = ["\"", "\\", "{", "}", "[", "]", ",", ":", "/*", "//", "\r", "\t", "\u0000", "\ud83d\ude80", "é", "1e"];
        MutatedText.ReadAll("a.json", Sample, signs, 1500);
        MutatedText.ReadAll("a.jsonc", Sample, signs, 1500);
    }

    private static bool IsNumber(string word)
    {
        try
        {
            using var document = JsonDocument.Parse(word);
            return document.RootElement.ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
