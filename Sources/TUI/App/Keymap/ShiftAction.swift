/// What a key asks for that has to do with the work of a shift.
enum ShiftAction: String, Equatable, Sendable, CaseIterable {
  /// To **Agenda**.
  case agenda
  /// To **Atendimentos**.
  case interactions
  /// Promises a callback; in **Agenda**, puts one off.
  case schedule
  /// Ends an interaction; in **Agenda**, says what became of a callback.
  case wrapUp
  case take, assign
  case alerts
  /// Where somebody in danger is sent.
  case referrals
}
