public import ContactsCore

/// What the screens ask of the outside world.
///
/// Values only: they can be compared, counted and replayed.
public enum AppEffect: Equatable, Sendable {
  /// Answered by `.opened` or `.storeMissing`.
  case open
  case create(FirstStartAnswers)
  case search(Sensitive<String>, after: SearchCursor?, limit: Int, RequestID)
  case count
  /// Written to the audit before the answer; so is the search that led there.
  case read(UID, after: SearchTrace?, RequestID)
  case update(UID, to: ContactFields, version: Int, draft: UID, RequestID)
  case register(Registration, RequestID)
  case findDuplicates(DuplicateProbe, excluding: UID?, RequestID)
  case recognise(Sensitive<String>, RequestID)
  /// Takes the place of an extraction that is still running; who insists has pressed the key for it.
  case extract(Sensitive<String>, RequestID, insisting: Bool = false)
  case cancelExtraction
  case saveDraft(UID, Sensitive<String>, RequestID)
  case discardDraft(UID)
  case loadDrafts
  case checkSchema
  /// Whether the record in view is there still; answered by `.recordGone` when it is not.
  case checkRecord(UID)
  case checkModel
  case makeIdentifiers
  case queue(QueueEffect)
  case model(ModelEffect)
  case panel(PanelEffect)
  case merge(MergeEffect)
  case rights(RightsEffect)
  case people(PeopleEffect)
  case audit(AuditEffect)
  case shift(ShiftEffect)
  case export(ExportEffect)
  case imports(ImportEffect)
  case admin(AdminEffect)
  case tick(after: Duration, Tick)
  case redraw
  case suspend
  case quit
}
