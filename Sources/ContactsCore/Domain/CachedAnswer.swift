/// What a model found in a note, kept without any of the note's words: fields, places, and choices of a short list.
public struct CachedAnswer: Equatable, Sendable {
  /// In the order of the answer.
  public var findings: [Finding]

  public init(findings: [Finding]) {
    self.findings = findings
  }

  public enum Finding: Equatable, Sendable {
    /// `[start, end)` in Unicode scalars of the note; a field with several values comes several times.
    case span(ExtractedField, Range<Int>)
    case urgency(Urgency)
    case state(StateCode)
    /// The model said that the note does not have it.
    case absent(ExtractedField)
  }
}

extension CachedAnswer {
  /// Such as `nome 14 25;urgencia alta;cpf`.
  var stored: String {
    findings.map { finding in
      switch finding {
      case .span(let field, let span): "\(field.rawValue) \(span.lowerBound) \(span.upperBound)"
      case .urgency(let urgency): "\(ExtractedField.urgency.rawValue) \(urgency.rawValue)"
      case .state(let state): "\(ExtractedField.state.rawValue) \(state.rawValue)"
      case .absent(let field): field.rawValue
      }
    }.joined(separator: ";")
  }

  /// Nil for what no version has written.
  init?(stored: String) {
    findings = []
    for part in stored.split(separator: ";") {
      let words = part.split(separator: " ").map(String.init)
      guard let field = words.first.flatMap(ExtractedField.init(rawValue:)) else { return nil }
      switch words.count {
      case 1: findings.append(.absent(field))
      case 2:
        if field == .urgency, let urgency = Urgency(rawValue: words[1]) {
          findings.append(.urgency(urgency))
        } else if field == .state, let state = StateCode(rawValue: words[1]) {
          findings.append(.state(state))
        } else {
          return nil
        }
      case 3:
        guard let start = Int(words[1]), let end = Int(words[2]), 0 <= start, start < end else {
          return nil
        }
        findings.append(.span(field, start..<end))
      default: return nil
      }
    }
  }
}
