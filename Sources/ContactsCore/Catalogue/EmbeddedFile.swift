internal import CData

/// A file of `data/` that travels inside the binary.
public enum EmbeddedFile: Sendable {
  /// The reason catalogue a new store begins with: `codigo;nome;palavras`.
  case reasons
  /// What the model is told: sections begun by `@sistema`, `@nota`, `@exemplo` and `@resposta`.
  case extractionPrompt
  /// `nome;uf;ddd`, one municipality a line.
  case municipalities
  /// `ddd;uf;regiao`, the 67 area codes.
  case areaCodes
  /// Common first names, one a line.
  case givenNames
  /// Common family names, one a line.
  case surnames
  /// The words by which a text is masked: `classe: palavras`, one class a line.
  case masking
  /// Passwords and words of passwords that everybody tries first, folded, one a line.
  case commonPasswords
  /// How an interaction may end: `codigo;nome`, of which the first nine have a digit.
  case outcomes
  /// Where somebody in danger is sent: `codigo;nome;telefone;quando`.
  case referrals
  /// What every column of the store is, in the sense of the LGPD: `tabela;coluna;…`, see `DataCatalogue`.
  case dataCatalogue

  public var text: String {
    var count = 0
    let bytes =
      switch self {
      case .reasons: atende_data_reasons(&count)
      case .extractionPrompt: atende_data_extraction_prompt(&count)
      case .municipalities: atende_data_municipalities(&count)
      case .areaCodes: atende_data_area_codes(&count)
      case .givenNames: atende_data_given_names(&count)
      case .surnames: atende_data_surnames(&count)
      case .masking: atende_data_masking(&count)
      case .commonPasswords: atende_data_common_passwords(&count)
      case .outcomes: atende_data_outcomes(&count)
      case .referrals: atende_data_referrals(&count)
      case .dataCatalogue: atende_data_data_catalogue(&count)
      }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }
}
