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
  /// The rights of a person and their deadlines: `codigo;nome;artigo;prazo;unidade;resumo`.
  case rights
  /// What has to be done for each right: `tipos;codigo;quando;quem;texto`.
  case requestSteps
  /// How the identity of who asks may be checked: `codigo;nome`.
  case identityChecks
  /// Why a request may be refused: `artigo;motivo`.
  case refusals
  /// Days without business: `regra;nome;expediente;desde`, fixed or counted from Easter.
  case holidays
  /// Deadlines that are not of a right: `codigo;numero;unidade;norma`.
  case legalDeadlines
  /// Bases of the law: `artigo;nome;sensivel;consentimento`.
  case legalBases
  /// What data serve, and what is read aloud: `codigo;nome;base;sensivel;versao;aviso;recusa`.
  case purposes
  /// The letters to people: sections begun by `@name`.
  case letters
  /// What a person reads in the place of a table or column: `coluna;rotulo`.
  case columnLabels
  /// What protects the data, for the record of processing: `medida;artigo`.
  case measures

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// UTF-8, there for as long as the program runs.
  var bytes: UnsafeBufferPointer<UInt8> {
    var count = 0
    let start =
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
      case .rights: atende_data_rights(&count)
      case .requestSteps: atende_data_request_steps(&count)
      case .identityChecks: atende_data_identity_checks(&count)
      case .refusals: atende_data_refusals(&count)
      case .holidays: atende_data_holidays(&count)
      case .legalDeadlines: atende_data_legal_deadlines(&count)
      case .legalBases: atende_data_legal_bases(&count)
      case .purposes: atende_data_purposes(&count)
      case .letters: atende_data_letters(&count)
      case .columnLabels: atende_data_column_labels(&count)
      case .measures: atende_data_measures(&count)
      }
    return UnsafeBufferPointer(start: start, count: count)
  }

  /// What stands between its line feeds, but for nothing.
  public var lines: [Substring] {
    // By bytes: to look for the ends of characters in thousands of lines takes longer than to use them.
    text.utf8.split(separator: UInt8(ascii: "\n")).map { Substring($0) }
  }

  /// The columns of a table, without its headings.
  var rows: [[String]] {
    lines.dropFirst().map { line in
      line.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        .map { String(Substring($0)) }
    }
  }
}
