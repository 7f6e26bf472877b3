import ContactsCore

/// A character as a terminal shows it: a base with what combines with it.
struct Glyph: Equatable {
  var text: String
  /// 1 or 2.
  var columns: Int
}

/// The characters of a text that may be drawn, in order; made one by one, so that a cut text costs what is shown.
struct Glyphs: Sequence, IteratorProtocol {
  private var scalars: String.UnicodeScalarView.Iterator
  private var pending: Unicode.Scalar?

  init(_ text: String) {
    scalars = text.unicodeScalars.makeIterator()
  }

  mutating func next() -> Glyph? {
    while let scalar = take() {
      guard let base = Glyphs.drawable(scalar) else { continue }
      let width = ContactsCore.columns(of: base)
      guard width > 0 else { continue }
      var glyph = Glyph(text: String(base), columns: width)
      var marks = 0
      while let mark = take() {
        guard Glyphs.combines(mark) else {
          pending = mark
          break
        }
        marks += 1
        // A stack of marks would climb over the rows above.
        if marks <= 3 { glyph.text.unicodeScalars.append(mark) }
      }
      return glyph
    }
    return nil
  }

  /// How many columns a scalar adds to a text that is drawn: none for a mark and for what is not drawn at all.
  static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20..<0x7f, 0xa0..<0xad, 0xae..<0x300: return 1
    default:
      guard let base = drawable(scalar), !combines(scalar) else { return 0 }
      return ContactsCore.columns(of: base)
    }
  }

  private mutating func take() -> Unicode.Scalar? {
    if let scalar = pending {
      pending = nil
      return scalar
    }
    return scalars.next()
  }

  /// What stands for a scalar on the screen; nil for what is not drawn at all.
  private static func drawable(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.properties.generalCategory {
    case .control: scalar.value == 0x09 || scalar.value == 0x0a ? " " : "·"
    case .format, .surrogate, .privateUse, .unassigned: nil
    case .lineSeparator, .paragraphSeparator: " "
    default: scalar
    }
  }

  private static func combines(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x300 { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return false
    }
  }
}
