using Rewriter.Deployment;
using Rewriter.Tests.Shared;

namespace Rewriter.Tests.Deployment;

public class StackJsonTests
{
    [Theory]
    [InlineData("orderflow", "orderflow")]
    [InlineData("orderflow", "pult")]
    [InlineData("mindmirror", "manual")]
    [InlineData("mindmirror", "auto")]
    public void A_description_survives_its_json(string stack, string generation)
    {
        var text = StackJson.Write(global::Stacks.StackPrograms.Find(stack)!.Describe(generation));

        var read = StackJson.Read(text);

        Assert.Empty(read.Problems);
        Assert.Equal(text, StackJson.Write(read.Stack!));
        Assert.DoesNotContain('\r', text);
    }

    [Theory]
    [InlineData("[]", "$: an object is expected here.")]
    [InlineData("{\"name\":\"n\",\"generation\":\"g\",\"project\":\"p\",\"resources\":[],\"extra\":1}", "$.extra: unknown key; known are name, generation, project, resources.")]
    [InlineData("{\"name\":\"n\",\"generation\":\"g\",\"resources\":[]}", "$.project: this key is missing.")]
    [InlineData("{\"name\":\"n\",\"generation\":7,\"project\":\"p\",\"resources\":[]}", "$.generation: a string that is not empty is expected here.")]
    [InlineData("{\"name\":\"n\",\"generation\":\"g\",\"project\":\"p\",\"resources\":[{\"address\":\"a\",\"role\":\"r\",\"type\":\"t\",\"logicalName\":\"l\",\"inputs\":[]}]}", "$.resources[0].inputs: an object is expected here.")]
    [InlineData("{\"name\":\"n\",\"generation\":\"g\",\"project\":\"p\",\"resources\":[{\"address\":\"a\",\"role\":\"r\",\"type\":\"t\",\"logicalName\":\"l\",\"options\":{\"portect\":true}}]}", "$.resources[0].options.portect: unknown key; known are protect, retainOnDelete, deleteBeforeReplace, aliases, dependsOn, ignoreChanges.")]
    [InlineData("{\"name\":\"n\",\"generation\":\"g\",\"project\":\"p\",\"resources\":[{\"address\":\"a\",\"role\":\"r\",\"type\":\"t\",\"logicalName\":\"l\"},{\"address\":\"a\",\"role\":\"r\",\"type\":\"t\",\"logicalName\":\"m\"}]}", "$.resources[1].address: the address 'a' is declared twice.")]
    [InlineData("{\"name\":", "$: this is not valid JSON.")]
    public void What_is_wrong_is_said_with_its_path(string text, string problem)
    {
        var read = StackJson.Read(text);

        Assert.Null(read.Stack);
        Assert.Equal(problem, Assert.Single(read.Problems).ToString());
    }

    [Fact]
    public void A_description_that_is_damaged_at_any_place_is_read_or_has_problems_with_places()
    {
        var whole = StackJson.Write(global::Stacks.StackPrograms.Find("orderflow")!.Describe("pult"));
        var refused = 0;
        foreach (var text in DamagedJson.Of(whole))
        {
            var read = StackJson.Read(text);

            Assert.Equal(read.Stack is null, read.Problems.Length > 0);
            Assert.All(read.Problems, p => Assert.InRange(p.Offset, 0, text.Length - 1));
            refused += read.Stack is null ? 1 : 0;
        }

        Assert.True(refused > 100, $"only {refused} were refused");
    }

    [Theory]
    [InlineData("{\n  \"näme\": |", "$")]
    [InlineData("{\n  \"name\": \"ä\", |\"extra\": 1, \"generation\": \"g\", \"project\": \"p\", \"resources\": []}", "$.extra")]
    [InlineData("|{\"name\": \"n\", \"generation\": \"g\", \"resources\": []}", "$.project")]
    [InlineData("{\"name\": \"n\", \"generation\": \"g\", \"project\": \"p\", \"resources\": [{\"address\": \"a\", \"role\": \"r\", \"type\": \"t\", \"logicalName\": \"l\"}, |7]}", "$.resources[1]")]
    [InlineData("{\"name\": \"n\", \"generation\": \"g\", \"project\": \"p\", \"resources\": [{\"inputs\": {\"x\": [[1], {}]}, \"address\": \"a\", |\"role\": \"\", \"type\": \"t\", \"logicalName\": \"l\"}]}", "$.resources[0].role")]
    [InlineData("{\"name\": \"n\", \"generation\": \"g\", \"project\": \"p\", \"resources\": [|{\"role\": \"r\", \"type\": \"t\", \"logicalName\": \"l\"}]}", "$.resources[0].address")]
    [InlineData("|", "$")]
    [InlineData("{\"name\": \"n\", \"resources\": [{\"inputs\": {\"é\": 1, \"x\": {\"y\": 1, |\"y\": 2}}}]}", "$.resources[0].inputs.x.y")]
    public void What_is_wrong_has_its_place(string marked, string path)
    {
        var problem = Assert.Single(StackJson.Read(marked.Replace("|", string.Empty, StringComparison.Ordinal)).Problems);

        Assert.Equal((path, marked.IndexOf('|', StringComparison.Ordinal)), (problem.Path, problem.Offset));
    }
}
