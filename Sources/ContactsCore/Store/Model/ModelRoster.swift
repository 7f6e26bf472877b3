/// Who waits for the model, who is being answered, and how the hosts do at one moment.
///
/// A value without a database, so that the rules of admission can be read and tested by themselves.
struct ModelRoster: Equatable {
  struct Ticket: Equatable {
    let uid: UID
    /// Order of arrival.
    let number: Int64
    let kind: ModelTicket.Kind
    /// Where it may be sent.
    var hosts: [String]
    /// Where it was sent; nil while it waits.
    var host: String?
    /// Whether it is there to see if a host that failed answers again.
    var isProbe = false
    var renewedAt: Timestamp
  }

  struct Host: Equatable {
    /// Since the last answer.
    var failures = 0
    /// How often its breaker has opened since the last answer.
    var openings = 0
    var openUntil: Timestamp?
  }

  var tickets: [Ticket]
  var hosts: [String: Host]
  /// Requests that one host answers at a time.
  let slots: Int
  let now: Timestamp

  /// Failures in a row that open a host's breaker.
  static let patience = 3
  /// Milliseconds after which a ticket that was not renewed is nobody's.
  static let abandonment: Int64 = 10_000

  init(tickets: [Ticket], hosts: [String: Host], slots: Int, now: Timestamp) {
    self.tickets = tickets.filter { ticket in
      // A clock that was set back must not keep a dead process's ticket for ever.
      abs(now.milliseconds - ticket.renewedAt.milliseconds) <= ModelRoster.abandonment
    }
    self.hosts = hosts
    self.slots = slots
    self.now = now
  }

  func ticket(_ uid: UID) -> Ticket? {
    tickets.first { $0.uid == uid }
  }

  // MARK: - Breakers

  func breaker(of name: String) -> ModelHostHealth.Breaker {
    guard let host = hosts[name], host.openings > 0 else { return .closed }
    if let until = host.openUntil, until > now { return .open(until: until) }
    return .halfOpen(isProbing: busy(name) > 0)
  }

  func busy(_ name: String) -> Int { tickets.count { $0.host == name } }

  /// When the first of these hosts may be asked again; nil when one may be asked now.
  func closedUntil(_ names: [String]) -> Timestamp? {
    var earliest: Timestamp?
    for name in names {
      guard case .open(let until) = breaker(of: name) else { return nil }
      earliest = min(earliest ?? until, until)
    }
    return earliest
  }

  // MARK: - Admission

  enum Seat: Equatable {
    case host(String, isProbe: Bool)
    case place(Int)
    case closed(until: Timestamp)
  }

  /// Of hosts that all rest, the first that nobody asks: for whoever will not wait until its time is over.
  func restedHost(of names: [String]) -> String? {
    names.first { busy($0) == 0 }
  }

  /// What becomes of a ticket that waits, with everybody before it served first.
  ///
  /// Who insists probes a host that rests, one at a time: its failure lengthens no rest, and its answer ends it.
  func seat(for uid: UID, insisting: Bool = false) -> Seat? {
    var busy: [String: Int] = [:]
    for ticket in tickets { if let host = ticket.host { busy[host, default: 0] += 1 } }
    var place = 1
    for ticket in waiting {
      if let until = closedUntil(ticket.hosts) {
        if ticket.uid == uid {
          if insisting, let host = restedHost(of: ticket.hosts) {
            return .host(host, isProbe: true)
          }
          return .closed(until: until)
        }
        continue
      }
      let free = ticket.hosts.filter { hasRoom($0, busy: busy[$0] ?? 0) }
      // The first of the least busy: `min` keeps the order of the list.
      if let host = free.min(by: { busy[$0] ?? 0 < busy[$1] ?? 0 }) {
        if ticket.uid == uid { return .host(host, isProbe: breaker(of: host) != .closed) }
        busy[host, default: 0] += 1
        continue
      }
      if ticket.uid == uid { return .place(place) }
      place += 1
    }
    return nil
  }

  /// Whether a bulk request must make room: somebody at a form finds every place taken, and it came last of the bulk.
  func isWanted(_ uid: UID) -> Bool {
    guard let ticket = ticket(uid), ticket.kind == .bulk, let host = ticket.host else {
      return false
    }
    let stranded = waiting.filter { other in
      guard other.kind == .interactive, case .place = seat(for: other.uid) else { return false }
      return true
    }
    guard stranded.contains(where: { $0.hosts.contains(host) }) else { return false }
    let newer = tickets.count { other in
      guard other.kind == .bulk, other.number > ticket.number, let host = other.host else {
        return false
      }
      return stranded.contains { $0.hosts.contains(host) }
    }
    return newer < stranded.count
  }

  /// Those at a form first, then in the order in which they came.
  var waiting: [Ticket] {
    tickets.filter { $0.host == nil }.sorted { left, right in
      left.kind == right.kind ? left.number < right.number : left.kind == .interactive
    }
  }

  private func hasRoom(_ name: String, busy: Int) -> Bool {
    switch breaker(of: name) {
    case .open: false
    case .halfOpen: busy == 0
    case .closed: busy < slots
    }
  }
}

extension ModelRoster.Host {
  /// Takes note of an answer: whatever was wrong is over.
  mutating func answered() {
    self = ModelRoster.Host()
  }

  /// Takes note of a failure, which opens the breaker when it is one too many, or was the probe's.
  mutating func failed(asProbe isProbe: Bool, at now: Timestamp, random: [UInt8]) {
    failures += 1
    // What was already under way when the breaker opened tells nothing new.
    if let until = openUntil, until > now { return }
    guard isProbe || failures >= ModelRoster.patience else { return }
    openings += 1
    openUntil = now.adding(milliseconds: BackOff.delay(after: openings, random: random))
  }
}
