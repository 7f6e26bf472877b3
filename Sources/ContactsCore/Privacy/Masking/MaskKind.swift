/// What kind of value was covered; the raw value is what a program reads.
///
/// Whether to cover is decided first, and well; which of several kinds it was is the likeliest, since a run of eleven
/// digits may be a CPF, a PIS, a CNH and a telephone at once.
public enum MaskKind: String, Sendable, CaseIterable {
  case cpf
  case cnpj
  case identityCard = "rg"
  case driverLicence = "cnh"
  case voterCard = "titulo"
  case socialIntegration = "pis"
  case healthCard = "cns"
  case phone = "telefone"
  case postalCode = "cep"
  case email
  case pix
  case plate = "placa"
  case account = "conta"
  case birthDate = "nascimento"
  case name = "nome"
  case paymentCard = "cartao"
  /// Digits that are somebody's, with nothing to tell whose or of what.
  case document = "documento"

  /// What stands in the masked text: letters only, so that masking it again finds nothing.
  public var label: String {
    switch self {
    case .cpf: "[CPF]"
    case .cnpj: "[CNPJ]"
    case .identityCard: "[RG]"
    case .driverLicence: "[CNH]"
    case .voterCard: "[título]"
    case .socialIntegration: "[PIS]"
    case .healthCard: "[CNS]"
    case .phone: "[telefone]"
    case .postalCode: "[CEP]"
    case .email: "[e-mail]"
    case .pix: "[PIX]"
    case .plate: "[placa]"
    case .account: "[conta]"
    case .birthDate: "[nascimento]"
    case .name: "[nome]"
    case .paymentCard: "[cartão]"
    case .document: "[documento]"
    }
  }

  /// The labels as the normalised text has them.
  static let normalisedLabels: [[UInt8]] = allCases.map { kind in
    kind.label.unicodeScalars.flatMap { compatibleForm(of: $0) }.map { UInt8($0.value & 0x7f) }
  }
}

/// A text without what identifies a person, and where that was.
public struct MaskedText: Equatable, Sendable {
  /// The text with a label in the place of each value.
  public let text: String
  /// In order, not overlapping.
  public let spans: [Span]

  public struct Span: Equatable, Sendable {
    /// `[start, end)` in Unicode scalars of the text as given.
    public let range: Range<Int>
    public let kind: MaskKind
  }

  /// What is left of a text that could not be masked: nothing of it.
  public static let dropped = MaskedText(text: "[texto omitido]", spans: [])
}
