internal import CData

/// A file of `data/` that travels inside the binary.
public enum EmbeddedFile: Sendable {
  /// The reason catalogue a new store begins with: `codigo;nome;palavras`.
  case reasons
  /// What the model is told: sections begun by `@sistema`, `@nota`, `@exemplo` and `@resposta`.
  case extractionPrompt

  public var text: String {
    var count = 0
    let bytes =
      switch self {
      case .reasons: atende_data_reasons(&count)
      case .extractionPrompt: atende_data_extraction_prompt(&count)
      }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }
}
