using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Markdown;

/// <summary>A part of a document whose meaning the tree tells, before it is put in order with the others.</summary>
/// <param name="Span">Where it stands in the file's text.</param>
/// <param name="Label">What it is for; punctuation keeps a span from being taken for prose.</param>
/// <param name="Codec">How it is written.</param>
/// <param name="Embedded">The text of another language that fills the span; null elsewhere.</param>
internal readonly record struct Piece(TextSpan Span, Label Label, LeafCodec Codec, EmbeddedPiece? Embedded = null);
