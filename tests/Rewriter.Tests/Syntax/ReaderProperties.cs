using FsCheck;
using FsCheck.Fluent;

namespace Rewriter.Tests.Syntax;

/// <summary>
/// Properties that hold for every reader, on FsCheck with a fixed seed: a failing case comes back, and shrinks to the
/// tokens and changes that it needs.
/// </summary>
internal static class ReaderProperties
{
    private const ulong Seed = 20_260_101;

    /// <summary>Hands texts to a check that are made of pieces in any order.</summary>
    /// <param name="pieces">What the texts are made of.</param>
    /// <param name="texts">How many texts.</param>
    /// <param name="longest">How many pieces the longest one has.</param>
    /// <param name="check">Throws where the property does not hold.</param>
    public static void ForHeaps(IReadOnlyList<string> pieces, int texts, int longest, Action<string> check) =>
        Check(Gen.ArrayOf(Gen.Elements<string>(pieces)), Shorter, texts, longest, heap => check(string.Concat(heap)));

    /// <summary>Hands a text to a check after some of it was deleted, doubled, moved, cut off, or pieces put in.</summary>
    /// <param name="samples">Good texts.</param>
    /// <param name="pieces">What is put in.</param>
    /// <param name="texts">How many texts.</param>
    /// <param name="check">Throws where the property does not hold.</param>
    public static void ForMutations(IReadOnlyList<string> samples, IReadOnlyList<string> pieces, int texts, Action<string> check)
    {
        var mutation = from kind in Gen.Choose(0, 4)
                       from at in Gen.Choose(0, int.MaxValue - 1)
                       from length in Gen.Choose(1, 8)
                       from piece in Gen.Elements<string>(pieces)
                       select new Mutation(kind, at, length, piece);
        var document = from sample in Gen.Elements<string>(samples)
                       from count in Gen.Choose(1, 5)
                       from mutations in Gen.ArrayOf(mutation, count)
                       select (Sample: sample, Mutations: mutations);
        Check(
            document,
            d => Shorter(d.Mutations).Where(m => m.Length > 0).Select(m => (d.Sample, m)),
            texts,
            longest: 50,
            d => check(d.Mutations.Aggregate(d.Sample, (text, m) => m.Apply(text))));
    }

    /// <summary>Checks a property of anything that is generated from a seed; FsCheck chooses the seeds.</summary>
    public static void ForSeeds(int count, Action<int> check) =>
        Check(Gen.Choose(0, int.MaxValue - 1), _ => [], count, longest: 50, check);

    /// <summary>Checks a property of generated values.</summary>
    /// <param name="generator">Makes values.</param>
    /// <param name="shrink">Simpler values than one that fails.</param>
    /// <param name="count">How many values.</param>
    /// <param name="longest">How long the longest ones are, for a generator that heeds sizes.</param>
    /// <param name="check">Throws where the property does not hold.</param>
    public static void Check<T>(Gen<T> generator, Func<T, IEnumerable<T>> shrink, int count, int longest, Action<T> check) =>
        Prop.ForAll(Arb.From(generator, shrink), check).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithEndSize(longest).WithReplay(Seed, Seed | 1));

    /// <summary>An array without its first or second half, and without each of its elements.</summary>
    public static IEnumerable<T[]> Shorter<T>(T[] array)
    {
        if (array.Length > 2)
        {
            yield return array[..(array.Length / 2)];
            yield return array[(array.Length / 2)..];
        }

        for (var i = 0; i < array.Length; i++) yield return [.. array[..i], .. array[(i + 1)..]];
    }

    private sealed record Mutation(int Kind, int At, int Length, string Piece)
    {
        public string Apply(string text)
        {
            var start = At % (text.Length + 1);
            var length = Math.Min(Length, text.Length - start);
            return Kind switch
            {
                0 => text.Remove(start, length),
                1 => text.Insert(start, text.Substring(start, length)),
                2 => At % 4 == 0 ? text[..start] : text.Remove(start, length),
                3 => text.Remove(start, length).Insert(At / 3 % (text.Length - length + 1), text.Substring(start, length)),
                _ => text.Insert(start, Piece),
            };
        }
    }
}
