import { Collapse } from 'antd';
import { Page, Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { OneTemplate } from './one-template.tsx';
import './templates.css';

/** 文书模板: of each kind of document the one in force, and a way to put the county's own in its place. */
export function Templates() {
  return (
    <Page title="文书模板" about="用 Word 修改字句和版式后上传；字段写在大括号里，缺的、多的都会指出来。">
      <Sheet>
        <Read path="/v1/registers/templates?limit=500">
          {({ items }) => (
            <Collapse
              accordion
              ghost
              destroyOnHidden
              items={items.map((template) => ({
                key: template.id,
                label: (
                  <span className="template-line">
                    <strong>{template.name}</strong>
                    <span className="quiet">{template.shipped ? '随附模板' : '本县模板'}</span>
                  </span>
                ),
                children: <OneTemplate template={template} />,
              }))}
            />
          )}
        </Read>
      </Sheet>
    </Page>
  );
}
