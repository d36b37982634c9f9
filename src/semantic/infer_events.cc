#include "semantic/infer_events.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "semantic/infer_metric_words.h"

namespace aisle::semantic {
namespace {

constexpr int64_t kMostKinds = 30;  // as many values as the catalog lists

// "event_type", "action": says what happened. "status", "type" may: their values decide.
enum class ActionName { kNone, kMaybe, kPlain };

ActionName NameOfAction(const ColumnRole& role) {
  if (role.words.empty() || role.words.size() > 3) return ActionName::kNone;
  const std::string& last = role.words.back();
  const bool of_event =
      HasAny(role, {"event", "action", "activity", "interaction", "behavior", "behaviour"});
  const bool kind = last == "type" || last == "name" || last == "kind" || last == "category";
  if (of_event && (kind || role.words.size() <= 2)) return ActionName::kPlain;
  for (const char* word : {"status", "type", "stage", "step", "state"})
    if (role.phrase == word) return ActionName::kMaybe;
  return ActionName::kNone;
}

std::vector<EventKind> KindsOf(const ColumnRole& role) {
  std::vector<EventKind> kinds;
  for (const auto& [value, count] : role.column->top) {
    const std::vector<std::string> words = WordsOfEvent(value);
    const auto same = std::find_if(kinds.begin(), kinds.end(), [&](const EventKind& kind) {
      return kind.words.words == words;
    });
    if (same == kinds.end())
      kinds.push_back({EventWordsOf(words), {value}});
    else
      same->values.push_back(value);
  }
  return kinds;
}

// Several that are as sure would count one sale twice: then none is.
int SaleOf(const std::vector<EventKind>& kinds) {
  int best = -1, rank = 99;
  for (size_t i = 0; i < kinds.size(); ++i) {
    const int own = SaleRank(kinds[i].words.words);
    if (own < 0 || own > rank) continue;
    best = own == rank ? -1 : static_cast<int>(i);
    rank = own;
  }
  return best;
}

// What people do in a shop before they buy.
bool IsBrowsing(const EventKind& kind) {
  switch (kind.words.stage) {
    case EventStage::kOther:
      return kind.words.phrase == "signup" || kind.words.phrase == "install" ||
             kind.words.phrase == "visit" || kind.words.phrase == "search" ||
             kind.words.deed == "view" || kind.words.deed == "click";
    case EventStage::kCheckout:
    case EventStage::kPurchased:
      return false;
    default:
      return true;
  }
}

bool SaysEvents(const ColumnRole& role, const std::vector<EventKind>& kinds, ActionName name) {
  const bool browsing = std::any_of(kinds.begin(), kinds.end(), IsBrowsing);
  const bool moved = std::any_of(kinds.begin(), kinds.end(), [](const EventKind& kind) {
    return SaysMovement(kind.words.words);
  });
  if (kinds.size() < 2 || moved || role.column->distinct > kMostKinds) return false;
  return browsing || (name == ActionName::kPlain && SaleOf(kinds) >= 0);
}

const ColumnRole* ActionOf(const TableRole& table) {
  const ColumnRole* best = nullptr;
  for (const ColumnRole& role : table.columns) {
    const ActionName name = NameOfAction(role);
    const bool label = role.column->type == Type::kText && !role.hidden &&
                       (role.kind == DimensionKind::kCategory || role.kind == DimensionKind::kName);
    if (!label || name == ActionName::kNone || !SaysEvents(role, KindsOf(role), name)) continue;
    if (!best || (name == ActionName::kPlain && NameOfAction(*best) == ActionName::kMaybe))
      best = &role;
  }
  return best;
}

bool HasTime(const TableRole& table) {
  return std::any_of(table.columns.begin(), table.columns.end(), [](const ColumnRole& role) {
    return role.column->distinct > 0 && (role.kind == DimensionKind::kTime || role.Has("time") ||
                                         role.Has("timestamp") || role.Has("datetime"));
  });
}

bool IsIdLike(const ColumnRole& role) {
  return !role.hidden && (role.kind == DimensionKind::kIdentifier ||
                          (role.kind == DimensionKind::kName && !IsNameWord(role.words.back())));
}

const ColumnRole* UserOf(const TableRole& table) {
  const ColumnRole* customer = KeyOf(table, "customer");
  if (customer && IsIdLike(*customer)) return customer;
  for (const ColumnRole& role : table.columns)
    if (IsIdLike(role) && HasAny(role, {"user", "visitor", "customer", "client", "person"}) &&
        !HasAny(role, {"session", "visit", "agent", "type"}))
      return &role;
  return nullptr;
}

const ColumnRole* SessionOf(const TableRole& table) {
  for (const ColumnRole& role : table.columns)
    if (IsIdLike(role) && HasAny(role, {"session", "visit"}) && role.kind != DimensionKind::kTime)
      return &role;
  return nullptr;
}

Entity PartEntity(const TableRole& table, const std::string& name, const ColumnRole& key) {
  Entity entity;
  entity.name = name;
  entity.plural = Plural(name);
  entity.table = table.Name();
  entity.key = {key.Name()};
  entity.display = key.Name();
  entity.row = table.IsKey(key.Name());
  entity.dimensions = {key.Name()};
  return entity;
}

Entity* FindEntity(Model* model, const std::string& table, const std::string& key) {
  for (Entity& entity : model->entities)
    if (entity.table == table && entity.key == std::vector<std::string>{key} && !entity.row)
      return &entity;
  return nullptr;
}

bool HasEntity(const Model& model, const std::string& name) {
  return std::any_of(model.entities.begin(), model.entities.end(),
                     [&](const Entity& entity) { return entity.name == name; });
}

void AddWords(std::initializer_list<const char*> words, std::vector<std::string>* synonyms) {
  for (const char* word : words) AddUnique(word, synonyms);
}

// Who is seen in a log has not bought yet: "buyers" are fewer than its users.
void NameUsers(const TableRole& table, const EventLog& log, Draft* draft) {
  if (!log.user) return;
  Model& model = draft->model;
  const bool listed = std::any_of(model.joins.begin(), model.joins.end(), [&](const Join& join) {
    return join.from_table == table.Name() &&
           join.from_columns == std::vector<std::string>{log.user->Name()};
  });
  if (listed) return;
  if (!FindEntity(&model, table.Name(), log.user->Name()))
    model.entities.push_back(PartEntity(table, "customer", *log.user));
  Entity* users = FindEntity(&model, table.Name(), log.user->Name());
  for (const char* buyer : {"buyer", "shopper"}) std::erase(users->synonyms, buyer);
  AddWords({"user", "visitor", "client"}, &users->synonyms);
  for (Dimension& dimension : model.dimensions) {
    if (dimension.Field() != table.Name() + "." + log.user->Name()) continue;
    for (const char* buyer : {"buyer", "shopper"}) std::erase(dimension.synonyms, buyer);
    AddWords({"customer", "user", "visitor", "client"}, &dimension.synonyms);
  }
}

void NameSessions(const TableRole& table, const EventLog& log, Draft* draft) {
  if (!log.session) return;
  for (Dimension& dimension : draft->model.dimensions)
    if (dimension.Field() == table.Name() + "." + log.session->Name())
      AddWords({"session", "visit", "session id"}, &dimension.synonyms);
  if (HasEntity(draft->model, "session") ||
      FindEntity(&draft->model, table.Name(), log.session->Name()))
    return;
  Entity sessions = PartEntity(table, "session", *log.session);
  const bool visits = std::any_of(log.kinds.begin(), log.kinds.end(), [](const EventKind& kind) {
    return kind.words.deed == "visit" || kind.words.phrase == "visit";
  });
  if (!visits) sessions.synonyms = {"visit"};
  draft->model.entities.push_back(std::move(sessions));
}

}  // namespace

Expr EventLog::Is(const std::string& table, const EventKind& kind) const {
  std::vector<Expr> args = {Field(table + "." + action->Name())};
  for (const std::string& value : kind.values) args.push_back(Literal(value));
  const Op op = args.size() == 2 ? Op::kEqual : Op::kIn;
  return Make(op, std::move(args));
}

std::optional<EventLog> EventLogOf(const TableRole& table) {
  if (table.hidden || HoldsMovements(table) || table.FindMeasure(Measure::kStock) ||
      !HasTime(table))
    return {};
  EventLog log;
  log.action = ActionOf(table);
  if (!log.action) return {};
  log.kinds = KindsOf(*log.action);
  log.sale = SaleOf(log.kinds);
  log.user = UserOf(table);
  log.session = SessionOf(table);
  const ColumnRole* order = KeyOf(table, "order");
  if (order && order != log.action && order != log.session && !order->hidden) log.order = order;
  log.amount = BestAmount(table);
  for (const ColumnRole& role : table.columns)  // a bare "value" is the money of what was done
    if (!log.amount && !table.FindMeasure(Measure::kUnitPrice) &&
        role.kind == DimensionKind::kNumber &&
        (role.phrase == "value" || role.phrase == "event value"))
      log.amount = &role;
  return log;
}

std::string EventNoun(const EventLog& log) {
  for (const char* word : {"action", "activity", "interaction"})
    if (log.action->Has(word)) return word;
  return "event";
}

void InferEventEntities(Draft* draft) {
  for (const size_t index : draft->by_priority) {
    const TableRole& table = draft->tables[index];
    const std::optional<EventLog> log = EventLogOf(table);
    if (!log) continue;
    NameUsers(table, *log, draft);
    NameSessions(table, *log, draft);
  }
}

void AddEventConventions(Draft* draft) {
  for (const size_t index : draft->by_priority) {
    const TableRole& table = draft->tables[index];
    const std::optional<EventLog> log = EventLogOf(table);
    if (!log || log->sale < 0) continue;
    const EventKind& sale = log->kinds[static_cast<size_t>(log->sale)];
    Convention rows;
    rows.name = "sale_events";
    rows.value = "only";
    rows.field = table.Name() + "." + log->action->Name();
    rows.values = sale.values;
    for (const Metric& metric : draft->model.metrics) {
      const bool of_sales = metric.name == "revenue" || metric.name == "orders" ||
                            metric.name == "buyers" || metric.name == "units";
      if (of_sales && metric.table == table.Name()) rows.metrics.push_back(metric.name);
    }
    if (rows.metrics.empty()) continue;
    const Dimension* action = draft->model.FindDimension(rows.field);
    rows.sentence = "Only events whose " + action->label + " is " +
                    aisle::Join(sale.values, " or ") + " are sales.";
    draft->model.conventions.push_back(std::move(rows));
    const Metric* orders = draft->model.FindMetric("orders");
    if (log->order || !log->session || !orders || orders->table != table.Name() ||
        sale.words.deed == "order")
      return;
    Convention sessions;
    sessions.name = "orders_by_session";
    sessions.value = "sessions";
    sessions.field = table.Name() + "." + log->session->Name();
    sessions.sentence =
        "Without order ids, the " + sale.words.plural + " of one session are one order.";
    sessions.metrics = {"orders"};
    draft->model.conventions.push_back(std::move(sessions));
    return;
  }
}

}  // namespace aisle::semantic
