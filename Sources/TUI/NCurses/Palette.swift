internal import CNCurses
internal import CTerminal

/// How each style looks; nothing else knows a colour.
///
/// No style is told by colour alone: with `NO_COLOR`, or on a terminal without colours, each that matters keeps a mark
/// of its own in bold, reverse or underline.
struct Palette {
  private let hasColours: Bool
  private let has256: Bool
  private let theme: Theme

  /// Starts the colours of the terminal that was just opened, unless they are refused or absent.
  @MainActor
  init(noColour: Bool, theme: Theme) {
    self.theme = theme
    guard !noColour, has_colors(), start_color() == OK, use_default_colors() == OK else {
      hasColours = false
      has256 = false
      return
    }
    hasColours = true
    has256 = tigetnum("colors") >= 256
    let hasBright = tigetnum("colors") >= 16
    for style in Style.allCases {
      let (foreground, background) =
        switch theme {
        case .standard: has256 ? Palette.rich(style) : Palette.plain(style)
        case .highContrast: Palette.strong(style, hasBright: hasBright)
        }
      init_pair(Int16(style.rawValue) + 1, foreground, background)
    }
  }

  /// The attributes of curses(3X) for a style.
  func attributes(_ style: Style) -> attr_t {
    let marks = Palette.attributes(of: style.marks(hasColours: hasColours))
    switch theme {
    case .standard: return marks
    case .highContrast: return (marks | atende_attribute_bold()) & ~atende_attribute_dim()
    }
  }

  /// The colour pair of a style; 0 without colours.
  func pair(_ style: Style) -> Int16 {
    hasColours ? Int16(style.rawValue) + 1 : 0
  }

  private static func attributes(of marks: Marks) -> attr_t {
    var attributes: attr_t = 0
    if marks.contains(.bold) { attributes |= atende_attribute_bold() }
    if marks.contains(.reverse) { attributes |= atende_attribute_reverse() }
    if marks.contains(.underline) { attributes |= atende_attribute_underline() }
    if marks.contains(.dim) { attributes |= atende_attribute_dim() }
    return attributes
  }

  /// Black below everything, whatever the terminal's own colours are; the bright half where there is one.
  private static func strong(_ style: Style, hasBright: Bool) -> (Int16, Int16) {
    let bright: Int16 = hasBright ? 8 : 0
    let black = Int16(COLOR_BLACK)
    let white = Int16(COLOR_WHITE) + bright
    return switch style {
    case .normal, .selection, .field, .muted, .border, .label: (white, black)
    case .title: (black, white)
    case .focusedField: (black, Int16(COLOR_YELLOW) + bright)
    case .highlight: (black, Int16(COLOR_CYAN) + bright)
    case .warning, .heading: (Int16(COLOR_YELLOW) + bright, black)
    case .error: (white, Int16(COLOR_RED))
    case .success: (Int16(COLOR_GREEN) + bright, black)
    case .key: (Int16(COLOR_CYAN) + bright, black)
    case .suggestion: (Int16(COLOR_MAGENTA) + bright, black)
    }
  }

  /// Foreground and background on 8 or 16 colours; -1 is the terminal's own.
  private static func plain(_ style: Style) -> (Int16, Int16) {
    switch style {
    case .title: (Int16(COLOR_WHITE), Int16(COLOR_BLUE))
    case .focusedField: (Int16(COLOR_BLACK), Int16(COLOR_CYAN))
    case .warning: (Int16(COLOR_YELLOW), -1)
    case .error: (Int16(COLOR_RED), -1)
    case .success: (Int16(COLOR_GREEN), -1)
    case .highlight: (Int16(COLOR_BLACK), Int16(COLOR_YELLOW))
    case .key, .label, .heading: (Int16(COLOR_CYAN), -1)
    case .suggestion: (Int16(COLOR_MAGENTA), -1)
    case .normal, .selection, .field, .muted, .border: (-1, -1)
    }
  }

  /// Foreground and background on 256 colours; -1 is the terminal's own.
  private static func rich(_ style: Style) -> (Int16, Int16) {
    switch style {
    case .title: (255, 24)
    case .focusedField: (16, 153)
    case .warning: (172, -1)
    case .error: (160, -1)
    case .success: (71, -1)
    case .highlight: (16, 222)
    case .key: (37, -1)
    case .label: (67, -1)
    case .heading: (37, -1)
    case .suggestion: (133, -1)
    case .muted: (245, -1)
    case .border: (240, -1)
    case .normal, .selection, .field: (-1, -1)
    }
  }
}
