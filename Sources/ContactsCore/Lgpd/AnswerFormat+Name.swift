/// What the name of an answer's file promises.
extension AnswerFormat {
  /// The format that the end of a file's name promises; nil where it promises none of these.
  public init?(naming path: String) {
    guard let ending = Self.ending(of: path), let format = AnswerFormat(rawValue: ending) else {
      return nil
    }
    self = format
  }

  /// What is wrong with a name that promises something else than this; nil where nothing is.
  public func complaint(about path: String) -> String? {
    guard let ending = Self.ending(of: path), ending != rawValue,
      Self.endings.contains(ending) || AnswerFormat(rawValue: ending) != nil
    else { return nil }
    return "O nome termina em .\(ending), e o arquivo seria \(rawValue): dê um nome que termine em "
      + ".\(rawValue), ou escolha outro formato."
  }

  /// Those of other files that are read, printed or filled in: a file of that name would not open.
  private static let endings: Set<String> = [
    "csv", "doc", "docx", "odt", "pdf", "rtf", "txt", "xls", "xlsx", "xml",
  ]

  private static func ending(of path: String) -> String? {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    return name[name.index(after: dot)...].lowercased()
  }
}
