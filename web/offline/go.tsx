import { Button, type ButtonProps } from 'antd';
import { useHref, useNavigate } from 'react-router';

type GoProps = Omit<ButtonProps, 'href'> & { readonly to: string; readonly replace?: boolean };

/** A link to a page of the console that looks like a button. */
export function Go({ to, replace = false, onClick, ...rest }: GoProps) {
  const go = useNavigate();
  return (
    <Button
      {...rest}
      href={useHref(to)}
      onClick={(event) => {
        onClick?.(event);
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        void go(to, { replace });
      }}
    />
  );
}
