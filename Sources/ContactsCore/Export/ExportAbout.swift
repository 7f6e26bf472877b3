/// What a file says of itself.
struct ExportAbout: Sendable {
  let uid: UID
  let request: ExportRequest
  /// With what identifies a person covered.
  let justification: String?
  /// Whether a second person agreed, or why none had to.
  let approval: String
  let counts: ExportCounts
  let login: String
  let moment: Timestamp
  let organization: String
  let dataProtectionOfficer: String
  let dataProtectionEmail: String

  static let version = 1

  /// What whoever holds the file has to know.
  static let notice =
    "Este arquivo contém dados pessoais, e o que uma pessoa conta em um acolhimento é dado sensível (Lei "
    + "13.709/2018, art. 5º, II, e art. 11). Use-o só para a finalidade declarada, não o repasse, guarde-o "
    + "com senha ou cifrado e apague-o quando terminar. Esta exportação está registrada na auditoria e no "
    + "registro de compartilhamentos da central."
}
