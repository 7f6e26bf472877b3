/// One of a list, narrowed by what is typed.
struct PickDialog: Equatable, Sendable {
  let heading: String
  var chooser: Chooser

  init(heading: String, items: [String], selected: Int) {
    self.heading = heading
    chooser = Chooser(items, selected: selected)
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    if key == .enter { return chooser.chosen.map { .picks($0, of: chooser.items) } ?? .stays }
    _ = chooser.type(key)
    return .stays
  }
}

extension DialogView {
  func draw(_ pick: PickDialog, in frame: inout Frame) {
    let inside = box(pick.heading, rows: min(pick.chooser.items.count, 12) + 2, in: &frame)
    draw(pick.chooser, in: &frame, inside)
  }
}
