/// Reads the hours of a note: `15h30`, "às 3 da tarde", "meio-dia".
struct TimeScanner {
  private let view: NoteView

  init(_ view: NoteView) {
    self.view = view
  }

  /// Minutes after midnight, and the tokens that say so, for what begins at a token.
  func time(at index: Int) -> (minutes: Int, tokens: Range<Int>)? {
    guard index < view.tokens.count else { return nil }
    if view.isWord(index, "meio"), let end = noon(at: index) { return (12 * 60, index..<end) }
    var start = index
    var announced = false
    if Self.announcers.contains(view.tokens[index].hash) {
      announced = true
      start += 1
      if view.isWord(index, "a"), view.isWord(start, "partir"), view.isWord(start + 1, "das") {
        start += 2
      }
      if start < view.tokens.count, view.isWord(start, "das") || view.isWord(start, "as") {
        start += 1
      }
      if view.isWord(start, "meio"), let end = noon(at: start) { return (12 * 60, index..<end) }
    }
    guard start < view.tokens.count, let hour = hour(at: start) else { return nil }
    var minutes = hour.value * 60
    var end = hour.end
    var isMarked = false
    if end < view.tokens.count, view.isSign(end, UInt8(ascii: ":")),
      let minute = minute(at: end + 1, joined: true)
    {
      minutes += minute.value
      end = minute.end
      isMarked = true
      if Self.hourWords.contains(view.tokens[min(end, view.tokens.count - 1)].hash),
        end < view.tokens.count
      {
        end += 1
      }
    } else if end < view.tokens.count, Self.hourWords.contains(view.tokens[end].hash) {
      end += 1
      isMarked = true
      if let minute = minute(at: end, joined: true) {
        minutes += minute.value
        end = minute.end
        if view.isWord(end, "min") || view.isWord(end, "m") { end += 1 }
      } else if view.isWord(end, "e"), let half = half(at: end + 1) {
        minutes += half.value
        end = half.end
      }
    } else if view.isWord(end, "e"), let half = half(at: end + 1), announced {
      minutes += half.value
      end = half.end
    }
    var period: Int?
    if end + 1 < view.tokens.count, view.isWord(end, "da") || view.isWord(end, "de"),
      let found = Self.periods[view.tokens[end + 1].hash]
    {
      period = found
      end += 2
    }
    guard isMarked || announced || period != nil, announced || isMarked else { return nil }
    if let period {
      if period == 12, minutes < 12 * 60 { minutes += 12 * 60 }
    } else if announced, !isMarked || hour.value < 7, hour.value >= 1, hour.value <= 6,
      !view.isSign(hour.end, UInt8(ascii: ":")),
      view.tokens[start].count < 2 || view.tokens[start].kind == .word
    {
      // "às 3", to a desk that is open by day, is the afternoon.
      minutes += 12 * 60
    }
    guard minutes < 24 * 60 else { return nil }
    return (minutes, index..<end)
  }

  private func noon(at index: Int) -> Int? {
    if view.isWord(index + 1, "dia") { return index + 2 }
    return view.isSign(index + 1, UInt8(ascii: "-")) && view.isWord(index + 2, "dia")
      ? index + 3 : nil
  }

  private func hour(at index: Int) -> (value: Int, end: Int)? {
    let token = view.tokens[index]
    if token.kind == .number {
      guard token.count <= 2 else { return nil }
      let value = view.folded(token).reduce(0) { $0 * 10 + Int($1 - 0x30) }
      return value < 24 ? (value, index + 1) : nil
    }
    guard token.kind == .word, let spoken = SpokenNumber.value(of: token), spoken < 24 else {
      return nil
    }
    return (spoken, index + 1)
  }

  private func minute(at index: Int, joined: Bool) -> (value: Int, end: Int)? {
    guard index < view.tokens.count, view.tokens[index].kind == .number,
      view.tokens[index].count == 2,
      !joined || !view.tokens[index].followsSpace
    else { return nil }
    let value = view.folded(view.tokens[index]).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return value < 60 ? (value, index + 1) : nil
  }

  private func half(at index: Int) -> (value: Int, end: Int)? {
    if view.isWord(index, "meia") { return (30, index + 1) }
    guard index < view.tokens.count, view.tokens[index].kind == .word,
      let value = SpokenNumber.value(of: view.tokens[index]),
      [10, 15, 20, 30, 40, 45, 50].contains(value)
    else { return nil }
    return (value, index + 1)
  }

  private static let announcers: WordSet = [
    "as", "a", "ao", "das", "pelas", "depois", "apos", "antes", "umas", "ate",
  ]
  private static let hourWords: WordSet = ["h", "hs", "hr", "hrs", "hora", "horas"]
  private static let periods: WordMap<Int> = [
    "manha": 0, "madrugada": 0, "tarde": 12, "noite": 12,
  ]
}
